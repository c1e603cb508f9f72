namespace Tidemark.Research.Features.Checks;

/// <summary>What the check of features and label found.</summary>
/// <param name="Data">On which data, with their bars.</param>
/// <param name="Computations">How often features or labels were computed.</param>
/// <param name="ValuesCompared">How many values were compared.</param>
/// <param name="Findings">What is wrong, each kind once a feature.</param>
public sealed record FeatureCheckReport(IReadOnlyList<(string Name, int Bars)> Data, long Computations, long ValuesCompared, IReadOnlyList<FeatureFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Passed => Findings.All(finding => !finding.IsFailure);
}
