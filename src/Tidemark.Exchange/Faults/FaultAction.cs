namespace Tidemark.Exchange.Faults;

/// <summary>What is to be done on an occasion.</summary>
/// <param name="Milliseconds">The delay, with its jitter.</param>
internal readonly record struct FaultAction(Fault Fault, long Milliseconds)
{
    public Duration Delay => Duration.FromMilliseconds(Milliseconds);
}
