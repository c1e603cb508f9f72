// Remembers in a static field what the last run saw: the second run knows the future.
public sealed class MemoryOfEarlierRunLeak : Strategy
{
    private static readonly Dictionary<long, double> Seen = new();

    protected override void OnBar(in BarClosed bar)
    {
        Seen[bar.CloseTime.Nanoseconds] = bar.Close;
        var next = bar.CloseTime + Duration.FromHours(1);
        if (Seen.TryGetValue(next.Nanoseconds, out var close)) SetTarget(bar.Instrument, close > bar.Close ? UnitQuantity : Quantity.Zero);
    }
}
