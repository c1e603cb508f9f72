using System.Collections.Immutable;

namespace Tidemark.Engine.Universes;

/// <summary>What changes at one refresh of a universe.</summary>
/// <param name="Time">When; decided from what was known then.</param>
/// <param name="Entered">Instruments that may be entered from now on, by dense index, ascending.</param>
/// <param name="Left">Instruments that may not be entered any more, by dense index, ascending.</param>
public sealed record UniverseChange(Instant Time, ImmutableArray<int> Entered, ImmutableArray<int> Left);
