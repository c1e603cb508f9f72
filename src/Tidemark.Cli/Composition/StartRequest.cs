using System.Collections.Immutable;

namespace Tidemark.Cli.Composition;

/// <summary>What a person asks of <c>start</c>; null where nothing was typed, so that a session that goes on keeps what it has.</summary>
internal sealed record StartRequest
{
    public string? Strategy { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [];

    public InstrumentId? Instrument { get; init; }

    public Interval? Interval { get; init; }

    /// <summary>The instrument whose recorded bars are replayed.</summary>
    public InstrumentId? Replay { get; init; }

    /// <summary>Seconds of the market per second.</summary>
    public double? Speed { get; init; }

    /// <summary><c>auto</c>, <c>live</c> or <c>simulated</c>.</summary>
    public string? Market { get; init; }

    public decimal? Cash { get; init; }

    /// <summary>Begin a new session even if there is one to go on with.</summary>
    public bool Fresh { get; init; }

    /// <summary>Whether anything was asked that decides what a session is.</summary>
    public bool NamesASession => Strategy is not null || !Parameters.IsEmpty || Instrument is not null || Interval is not null || Replay is not null || Cash is not null;
}
