using System.Collections.Immutable;

namespace Tidemark.Storage.Catalog;

/// <summary>What the catalog knows of a stored series without touching its rows.</summary>
public sealed record SeriesInfo
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>The interval of the bars; null for trades.</summary>
    public required Interval? Interval { get; init; }

    public bool IsBars => Interval is not null;

    /// <summary>Whether it is the recording of an order book.</summary>
    public bool IsBook { get; init; }

    /// <summary>What it holds, in a word: an interval, <c>trades</c> or <c>depth</c>.</summary>
    public string Content => Interval?.ToString() ?? (IsBook ? "depth" : "trades");

    /// <summary>Bars, trades, or messages of an order book.</summary>
    public required long Rows { get; init; }

    /// <summary>The open time of the first bar, or the time of the first trade.</summary>
    public required Instant First { get; init; }

    /// <summary>The open time of the last bar, or the time of the last trade.</summary>
    public required Instant Last { get; init; }

    /// <summary>The end of the data, exclusive: the close of the last bar; for trades the nanosecond after the last.</summary>
    public Instant End => Interval is { } interval ? interval.CloseOf(Last) : new Instant(Last.Nanoseconds + 1);

    /// <summary>Runs of absent bars; 0 for trades.</summary>
    public required long GapCount { get; init; }

    /// <summary>Bars absent between first and last.</summary>
    public required long AbsentBars { get; init; }

    /// <summary>The longest run of absent bars.</summary>
    public required long LongestGap { get; init; }

    /// <summary>SHA-256 over the columns in hex; see <see cref="DataHash"/>.</summary>
    public required string Hash { get; init; }

    public required ImmutableArray<SeriesSource> Sources { get; init; }

    /// <summary>Bars that another instrument's stand for, by choice.</summary>
    public long FilledBars => Sources.Sum(source => source.FilledBars);

    /// <summary>Whether any of it was generated.</summary>
    public bool IsSynthetic => Sources.Any(source => source.IsSynthetic);

    public required string FilePath { get; init; }

    public required long FileBytes { get; init; }

    /// <summary><c>BTC/USD@bitfinex 1m</c>, <c>BTC/USD@bitfinex trades</c> or <c>BTC/USD@bitfinex depth</c>.</summary>
    public string Name => $"{Instrument} {Content}";
}
