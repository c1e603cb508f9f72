using System.Collections.Immutable;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Instruments;

/// <summary>How files of trading rules are read.</summary>
public sealed record InstrumentImportOptions
{
    /// <summary>The venue of an <c>exchangeInfo</c> (default <c>binance</c>), or the only venue to take from a table of several.</summary>
    public string? Venue { get; init; }

    /// <summary>From when the rules hold; null for what the file says: its <c>serverTime</c>, its column <c>valid_from</c>, else always.</summary>
    public Instant? ValidFrom { get; init; }

    /// <summary>Only these; empty for all.</summary>
    public ImmutableArray<InstrumentId> Only { get; init; } = [];

    /// <summary><see cref="Repair.KeepFirst"/> and <see cref="Repair.KeepLast"/> decide between different rules of one date, <see cref="Repair.SkipInvalid"/> leaves out symbols with a defect.</summary>
    public Repair Repairs { get; init; }

    /// <summary>The fee tier to declare with the rules, a fraction of notional; null where nothing is to be said of it.</summary>
    public decimal? MakerFeeRate { get; init; }

    /// <inheritdoc cref="MakerFeeRate"/>
    public decimal? TakerFeeRate { get; init; }
}
