namespace Tidemark.Domain;

/// <summary>Where a signal comes from: a rule, a model, a sentiment feed.</summary>
public readonly record struct SignalSource(string Name);
