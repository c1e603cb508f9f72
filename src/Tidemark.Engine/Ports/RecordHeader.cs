namespace Tidemark.Engine.Ports;

/// <summary>What a journal record says about itself besides its sequence, which the journal gives it.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Version">The version of that payload's layout, from 1.</param>
/// <param name="Origin">Who made it.</param>
/// <param name="EventTime">When it happened at its origin.</param>
/// <param name="ReceivedAt">The engine's clock when it was processed.</param>
public readonly record struct RecordHeader(RecordKind Kind, byte Version, RecordOrigin Origin, Instant EventTime, Instant ReceivedAt)
{
    public bool IsInput => Origin != RecordOrigin.Engine;
}
