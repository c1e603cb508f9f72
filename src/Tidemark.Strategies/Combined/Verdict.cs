namespace Tidemark.Strategies.Combined;

/// <summary>What several opinions come to.</summary>
/// <param name="Side">The side to be on.</param>
/// <param name="Reason">Why, a few words for reports.</param>
public readonly record struct Verdict(PositionSide Side, string Reason);
