namespace Tidemark.Research.Universes;

/// <summary>One candidate at one moment.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="IsMember">Whether it may be entered.</param>
/// <param name="Figures">One per rule; NaN for rules without a figure and for those after the one that took it out.</param>
/// <param name="Reason">Why it is not a member; empty for members.</param>
public sealed record UniverseRow(Instrument Instrument, bool IsMember, IReadOnlyList<double> Figures, string Reason);
