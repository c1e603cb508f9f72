namespace Tidemark.Research.Backtests;

/// <summary>The bars of one instrument that a backtest runs on, and what is known of them.</summary>
/// <param name="Instrument">The instrument with its rules.</param>
/// <param name="Bars">Warm-up bars included.</param>
/// <param name="Source">For people: <c>stored 1h bars</c>, <c>1h bars resampled from 1m</c>, <c>file prices.csv</c>.</param>
/// <param name="IsResampled">Whether the bars were built from finer ones.</param>
/// <param name="IsSynthetic">Whether no market ever traded them.</param>
/// <param name="AbsentBars">Bars missing between the first and the last.</param>
/// <param name="Beginning">What to know of the first bar when the data begin inside it.</param>
public sealed record SeriesInput(Instrument Instrument, BarColumns Bars, string Source, bool IsResampled, bool IsSynthetic, long AbsentBars, string? Beginning = null)
{
    /// <summary>All bars known up to the end of the run, those before the warm-up included; what is traded and hashed is <see cref="Bars"/>.</summary>
    public BarColumns History { get; init; } = Bars;

    /// <summary>Whether the instrument is there for its price alone, to convert currencies.</summary>
    public bool IsConversion { get; init; }

    /// <summary>The recorded order book that is traded; null where there are bars alone.</summary>
    public BookColumns? Book { get; init; }

    /// <summary>What a reader should know of it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The bars that the rules of a universe look at, where they are not the same.</summary>
    public BarColumns? RuleBars { get; init; }
}
