namespace Tidemark.Domain;

/// <summary>Why a signal was given, as a short stable word (<c>cross-up</c>).</summary>
public readonly record struct ReasonId(string Name);
