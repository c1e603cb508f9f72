namespace Tidemark.Exchange.Faults;

/// <summary>What shall go wrong. The same plan on the same traffic does the same.</summary>
public sealed record FaultPlan(ulong Seed, IReadOnlyList<Fault> Faults)
{
    public const ulong UsualSeed = 1;

    public static readonly FaultPlan Nothing = new(UsualSeed, []);
}
