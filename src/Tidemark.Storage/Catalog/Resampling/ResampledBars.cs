namespace Tidemark.Storage.Catalog.Resampling;

/// <summary>Bars as asked for, and what they were made of.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Source">The stored series that they are or were built from.</param>
/// <param name="Unfinished">The last bar when the source ends before its close; it is not among <paramref name="Bars"/>.</param>
public sealed record ResampledBars(BarColumns Bars, SeriesInfo Source, Bar? Unfinished)
{
    /// <summary>A first trade within this part of a bar is no sign that the trades begin inside it.</summary>
    private const int EarlyShare = 100;

    /// <summary>Whether the bars were built from finer data.</summary>
    public bool IsResampled => Source.Interval != Bars.Interval;

    /// <summary>For people: <c>stored 1h bars</c>, <c>1h bars resampled from 1m</c>, <c>1m bars built from trades</c>.</summary>
    public string Description => !IsResampled ? $"stored {Bars.Interval} bars"
        : Source.Interval is { } interval ? $"{Bars.Interval} bars resampled from {interval}"
        : $"{Bars.Interval} bars built from trades";

    /// <summary>What a reader must know of the first bar when the data begin inside it; null when they do not.</summary>
    public string? Beginning
    {
        get
        {
            if (!IsResampled) return null;
            var open = Bars.Interval.OpenOf(Source.First);
            if (Source.IsBars) return open == Source.First ? null : $"the {Bars.Interval} bar of {open} is left out, because the data begin inside it, at {Source.First}";
            var isLate = (Source.First - open).Nanoseconds * EarlyShare > Bars.Interval.ApproximateNanoseconds;
            return isLate ? $"the {Bars.Interval} bar of {open} is made of trades from {Source.First} on: earlier ones are not in the data" : null;
        }
    }
}
