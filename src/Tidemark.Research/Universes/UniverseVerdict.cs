namespace Tidemark.Research.Universes;

/// <summary>What became of one candidate; words are made of it only when somebody reads them.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Rule">The number of the rule that decided; -1 for listing and silence.</param>
/// <param name="Rank">Its place among those that the rule compared, from 1.</param>
/// <param name="Compared">How many the rule compared.</param>
internal readonly record struct UniverseVerdict(UniverseVerdictKind Kind, int Rule = -1, int Rank = 0, int Compared = 0);
