using System.Globalization;
using System.Runtime.CompilerServices;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Bars;

/// <summary>The bars of one table while they are read and put in order.</summary>
internal sealed class BarRows : RowTable
{
    private double[] open = [], high = [], low = [], close = [], volume = [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Bar bar)
    {
        if (Count == Capacity) MakeRoom();
        var row = Count++;
        TimeColumn[row] = bar.OpenTime.Nanoseconds;
        open[row] = bar.Open;
        high[row] = bar.High;
        low[row] = bar.Low;
        close[row] = bar.Close;
        volume[row] = bar.Volume;
    }

    public Bar this[int row] => new(new Instant(TimeColumn[row]), open[row], high[row], low[row], close[row], volume[row]);

    public BarColumns ToColumns(Interval interval) => new(interval, TimeColumn.AsMemory(0, Count), open.AsMemory(0, Count),
        high.AsMemory(0, Count), low.AsMemory(0, Count), close.AsMemory(0, Count), volume.AsMemory(0, Count));

    public override bool AreEqual(int left, int right) => this[left] == this[right];

    public override string Describe(int row) => Describe(this[row]);

    public static string Describe(in Bar bar) =>
        string.Create(CultureInfo.InvariantCulture, $"open {bar.Open} high {bar.High} low {bar.Low} close {bar.Close} volume {bar.Volume}");

    protected override void Resize(int capacity)
    {
        open = Grown(open, capacity);
        high = Grown(high, capacity);
        low = Grown(low, capacity);
        close = Grown(close, capacity);
        volume = Grown(volume, capacity);
    }

    protected override void SelectValues(ReadOnlySpan<int> order)
    {
        open = Selected(open, order);
        high = Selected(high, order);
        low = Selected(low, order);
        close = Selected(close, order);
        volume = Selected(volume, order);
    }
}
