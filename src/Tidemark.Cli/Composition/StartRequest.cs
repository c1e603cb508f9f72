using System.Collections.Immutable;
using Tidemark.Engine.Journaling;
using Tidemark.Research.Backtests;

namespace Tidemark.Cli.Composition;

/// <summary>What a person asks of <c>start</c>.</summary>
internal sealed record StartRequest
{
    /// <summary>What a new session is, defaults filled in.</summary>
    public required BacktestRequest Run { get; init; }

    /// <summary>Whether recorded bars are traded, and not a generated market.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Every option that decides what a session is, as it was typed; a session that goes on must be what they say.</summary>
    public ImmutableArray<NamedText> Typed { get; init; } = [];

    /// <summary>Files that typed options name, as they were typed, with the SHA-256 of what they say.</summary>
    public ImmutableArray<NamedText> Files { get; init; } = [];

    /// <summary>Seconds of the market per second; null for what the session had.</summary>
    public double? Speed { get; init; }

    /// <summary><c>auto</c>, <c>live</c> or <c>simulated</c>; null for the setting.</summary>
    public string? Market { get; init; }

    /// <summary>Begin a new session even if there is one to go on with.</summary>
    public bool Fresh { get; init; }
}
