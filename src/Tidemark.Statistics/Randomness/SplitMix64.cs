namespace Tidemark.Statistics.Randomness;

/// <summary>Turns any 64-bit number into a well mixed sequence: used only to seed <see cref="SeededRandom"/>.</summary>
/// <remarks>Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).</remarks>
internal static class SplitMix64
{
    public const ulong Increment = 0x9E3779B97F4A7C15;

    public static ulong Next(ref ulong state)
    {
        state += Increment;
        return Scramble(state);
    }

    public static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
