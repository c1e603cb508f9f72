namespace Tidemark.Research.Universes;

/// <summary>An instrument that may become a member, with all its bars.</summary>
/// <param name="Instrument">The instrument with its listing dates.</param>
/// <param name="Bars">Its bars; only those closed at the time of a question are looked at.</param>
public sealed record UniverseCandidate(Instrument Instrument, BarColumns Bars)
{
    /// <summary>How many bars are closed at a time.</summary>
    /// <remarks>The bar that is open at that time, and everything after it, is not known.</remarks>
    internal int KnownAt(Instant time) => Bars.LowerBound(Bars.Interval.OpenOf(time));
}
