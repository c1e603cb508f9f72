namespace Tidemark.Research.Checks;

/// <summary>One thing that is wrong with a strategy or an indicator.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Subject">What: an indicator with its instrument and interval, <c>decision</c>, or a place in the source.</param>
/// <param name="Market">On which bars it showed; empty for the source.</param>
/// <param name="BarTime">The close of the bar at which it showed first; null for the source.</param>
/// <param name="Expected">What the whole run says.</param>
/// <param name="Actual">What the other run says.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record CheckFinding(CheckFindingKind Kind, string Subject, string Market, Instant? BarTime, string Expected, string Actual, string Explanation)
{
    /// <summary>Whether it is a reason to distrust, and not only to know.</summary>
    public bool IsFailure => Kind is not (CheckFindingKind.RemembersTheStart or CheckFindingKind.NeverDefined);
}
