using System.Collections.Immutable;

namespace Tidemark.Strategies.Presets;

/// <summary>A strategy with other defaults, under a name that says what it is for. What is set besides counts more.</summary>
/// <param name="Name">Stands wherever a strategy is named.</param>
/// <param name="Strategy">The built-in strategy that trades.</param>
/// <param name="Interval">The bars that it is meant for; taken where no other is asked for.</param>
/// <param name="Parameters">Its parameters, those of trading hours included, as text.</param>
/// <param name="Idea">What it is for, in a sentence.</param>
/// <param name="Costs">Which costs decide about it, and how to set them.</param>
public sealed record StrategyPreset(string Name, string Strategy, Interval Interval, ImmutableArray<KeyValuePair<string, string>> Parameters, string Idea, string Costs)
{
    /// <summary>The parameters as they are typed: <c>range-minutes=60 flat-at-end=true</c>.</summary>
    public string ParameterText => string.Join(' ', Parameters.Select(pair => $"{pair.Key}={pair.Value}"));
}
