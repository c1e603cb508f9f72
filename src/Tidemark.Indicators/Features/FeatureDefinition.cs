namespace Tidemark.Indicators.Features;

/// <summary>One feature as it is declared.</summary>
/// <param name="Name">The name of its column: letters, digits and underscores.</param>
/// <param name="Formula">How it is computed: <c>close / sma(50) - 1</c>. See docs/features.md.</param>
public sealed record FeatureDefinition(string Name, string Formula)
{
    /// <summary>In what it is counted, for people: <c>fraction</c>, <c>hours</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>After how long values of other instruments and observations are too old to be used and missing instead; null for never.</summary>
    public Duration? MaximumAge { get; init; }

    /// <summary>Where it stands, for messages: file and line; empty where it comes from the program.</summary>
    public string Place { get; init; } = "";
}
