namespace Tidemark.Engine.Events;

/// <summary>What a person or the session itself asks of a running engine, taken between two events and journaled as an input.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Reason">Who asked and why, for the journal.</param>
public sealed record EngineCommand(EngineCommandKind Kind, string Reason);
