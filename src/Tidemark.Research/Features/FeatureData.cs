using Tidemark.Indicators.Features;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Research.Features;

/// <summary>Everything that features and labels of one instrument are made of.</summary>
public sealed record FeatureData
{
    /// <summary>Whose features; null for bars of a file without a name.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>The bars that the features are about.</summary>
    public required BarColumns Bars { get; init; }

    /// <summary>The bars of each further source of the list.</summary>
    public IReadOnlyList<BarColumns> Others { get; init; } = [];

    /// <summary>Trades by source, where formulas read them.</summary>
    public IReadOnlyDictionary<int, TradeColumns> Trades { get; init; } = new Dictionary<int, TradeColumns>();

    /// <summary>Observations with the time from which each could be known.</summary>
    public IReadOnlyList<ObservationRow> Observations { get; init; } = [];

    /// <summary>Where the bars came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether no market ever traded these prices.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>SHA-256 of the own bars; see <see cref="DataHash"/>.</summary>
    public string Hash => DataHash.Of(Bars);

    /// <summary>What features are computed from.</summary>
    public FeatureInputs Inputs => new() { Bars = Bars, Others = Others, Trades = Trades, Observations = [.. Observations.Select(row => row.Observation)] };

    /// <summary>What is known at a moment: bars that have closed, trades before, observations that could be known.</summary>
    public FeatureData Until(Instant moment, FeatureList list) => this with
    {
        Bars = ClosedBy(Bars, Bars.Interval, moment),
        Others = [.. Others.Select((bars, index) => ClosedBy(bars, list.IntervalOf(index + 1, Bars.Interval), moment))],
        Trades = Trades.ToDictionary(pair => pair.Key, pair => pair.Value.Between(Instant.MinValue, moment)),
        Observations = [.. Observations.Where(row => row.ReallyKnownAt <= moment)],
    };

    internal static BarColumns ClosedBy(BarColumns bars, Interval interval, Instant moment)
    {
        var count = bars.LowerBound(moment);
        while (count > 0 && interval.CloseOf(new Instant(bars.OpenTimes.Span[count - 1])) > moment) count--;
        return bars.Slice(0, count);
    }
}
