// Writes into a table that outlives the run: the field is readonly, its elements are not.
public sealed class TableOfEarlierRunLeak : Strategy
{
    private static readonly double[] Table = new double[1024];

    protected override void OnBar(in BarClosed bar)
    {
        var hour = (int)(bar.CloseTime.Nanoseconds / Duration.FromHours(1).Nanoseconds % Table.Length);
        Table[hour] = bar.Close;
        var next = Table[(hour + 1) % Table.Length];
        if (next > 0) SetTarget(bar.Instrument, next > bar.Close ? UnitQuantity : Quantity.Zero);
    }
}
