namespace Tidemark.Research.Features.Checks;

/// <summary>One thing that is wrong with a feature or a label.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Subject">The feature, or the label.</param>
/// <param name="Data">On which bars it showed.</param>
/// <param name="KnownAt">The close of the row at which it showed; null where it is of all rows.</param>
/// <param name="Expected">What the whole data say.</param>
/// <param name="Actual">What the other computation says.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record FeatureFinding(FeatureFindingKind Kind, string Subject, string Data, Instant? KnownAt, string Expected, string Actual, string Explanation)
{
    /// <summary>Whether it is a reason to distrust, and not only to know.</summary>
    public bool IsFailure => Kind is not (FeatureFindingKind.NeverDefined or FeatureFindingKind.NeverChanges);
}
