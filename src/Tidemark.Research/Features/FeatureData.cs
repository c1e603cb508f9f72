using System.Security.Cryptography;
using System.Text;
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

    /// <summary>
    /// SHA-256 of everything that is read. Of the own bars alone it is their <see cref="DataHash"/>; where there is more, that of the lines
    /// <c>bars HASH</c>, <c>other HASH</c> for each further source in the order of the list, <c>trades SOURCE HASH</c> by source, and
    /// <c>observation NAME VALUE EVENT-TIME KNOWN-AT</c> in nanoseconds, in the order in which they are known. Computed whenever it is asked for.
    /// </summary>
    public string Hash
    {
        get
        {
            var own = DataHash.Of(Bars);
            if (Others.Count == 0 && Trades.Count == 0 && Observations.Count == 0) return own;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add($"bars {own}");
            foreach (var other in Others) Add($"other {DataHash.Of(other)}");
            foreach (var (source, trades) in Trades.OrderBy(pair => pair.Key)) Add($"trades {source} {DataHash.Of(trades)}");
            foreach (var row in Observations) Add($"observation {row.Observation.Name} {row.Observation.Value:R} {row.Observation.EventTime.Nanoseconds} {row.ReallyKnownAt.Nanoseconds}");
            return Convert.ToHexStringLower(hash.GetHashAndReset());

            void Add(FormattableString line) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(line) + "\n"));
        }
    }

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
