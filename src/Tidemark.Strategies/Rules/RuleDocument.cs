using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies.Rules;

/// <summary>
/// A strategy written as rules: when to enter, when to leave, where stop and target stand, how much. Conditions are texts, each with a way
/// to say where it stands; <see cref="RuleStrategy"/> reads them with the values of the parameters put in.
/// </summary>
public sealed record RuleDocument
{
    /// <summary>The name of the strategy, in kebab case.</summary>
    public required string Name { get; init; }

    public required AboutAttribute About { get; init; }

    public IReadOnlyList<RuleParameter> Parameters { get; init; } = [];

    public TradeDirection Direction { get; init; } = TradeDirection.LongOnly;

    /// <summary>When it may enter, as the parameters of trading hours that every strategy has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hours { get; init; } = [];

    /// <summary>When a long position is opened; null for never.</summary>
    public RuleCondition? EnterLong { get; init; }

    /// <summary>When a long position is closed by rule; null for never.</summary>
    public RuleCondition? ExitLong { get; init; }

    /// <summary>When a short position is opened; null for never.</summary>
    public RuleCondition? EnterShort { get; init; }

    /// <summary>When a short position is closed by rule; null for never.</summary>
    public RuleCondition? ExitShort { get; init; }

    /// <summary>Distance of the stop from the close of the entry, in quote currency; null for none.</summary>
    public RuleText? StopDistance { get; init; }

    /// <summary>Distance of the target from the close of the entry, in quote currency; null for none.</summary>
    public RuleText? TargetDistance { get; init; }

    /// <summary>Distance of a stop that follows the best price since the entry, in quote currency; null for none.</summary>
    public RuleText? TrailingDistance { get; init; }

    /// <summary>Bars after which a position is closed; null for no limit.</summary>
    public RuleText? MaximumBars { get; init; }

    /// <summary>The part of a usual unit that is traded, cut to 0 to 1; null for all of it.</summary>
    public RuleText? Size { get; init; }
}
