using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Journaling;

/// <summary>Input: what a session is. The first record of every journal; with the inputs after it, it says all that replay needs.</summary>
public sealed record SessionStartedRecord
{
    /// <summary>What is traded, where, with what; its journal id is that of the file.</summary>
    public required SessionSetup Setup { get; init; }

    /// <summary>The strategies in their dense order.</summary>
    public required ImmutableArray<StrategyDescription> Strategies { get; init; }

    /// <summary>Everything else that decides what happens, by name: source of prices, fee, slippage and fill models and their parameters.</summary>
    public required ImmutableArray<NamedText> Settings { get; init; }

    /// <summary>What strategies know from an earlier session before they start.</summary>
    public ImmutableArray<StrategyState> States { get; init; } = [];

    public ulong Seed { get; init; }

    /// <summary>The program that ran it: version and source revision.</summary>
    public required string Build { get; init; }

    /// <summary>The value of a setting.</summary>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public string Setting(string name) => FindSetting(name) ?? throw new InvalidDataException($"the session's first record lacks the setting '{name}'");

    /// <summary>The value of a setting, or null.</summary>
    public string? FindSetting(string name) => Settings.FirstOrDefault(setting => setting.Name == name).Text;
}
