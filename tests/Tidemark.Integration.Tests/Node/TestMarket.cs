using Tidemark.Engine.Events;
using Tidemark.Node.Markets;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A seeded random walk of one-minute bars, the same each time it is made.</summary>
internal sealed class TestMarket(int barCount) : ISessionMarket
{
    public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    private readonly ReplayMarket bars = new([InstrumentId.Parse("BTC/USDT@synthetic")], [Make(barCount)], []);
    private int read;

    /// <summary>The close of the last bar.</summary>
    public Instant End => Start + Duration.FromMinutes(barCount);

    /// <summary>Called after each bar read with its number, from 1; bars skipped do not count.</summary>
    public Action<int>? AfterRead { get; set; }

    public string Description => "test market";

    public bool IsSimulated => true;

    public Instant? NextTime => bars.NextTime;

    public EngineEvent Read()
    {
        var bar = bars.Read();
        AfterRead?.Invoke(++read);
        return bar;
    }

    public void Skip(in EngineEvent seen) => bars.Skip(seen);

    private static BarColumns Make(int barCount)
    {
        var random = new SeededRandom(3, "walk");
        var list = new List<Bar>();
        var price = 100.0;
        for (var number = 0; number < barCount; number++)
        {
            var close = Math.Round(price * (1 + 0.01 * (random.NextDouble() - 0.5)), 2);
            list.Add(Bar.Create(Start + Duration.FromMinutes(number), price, Math.Max(price, close) + 0.05, Math.Min(price, close) - 0.05, close, 1_000 * random.NextDouble()));
            price = close;
        }
        return BarColumns.FromBars(Interval.Minutes(1), list);
    }
}
