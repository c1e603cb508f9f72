using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tidemark.Statistics.Randomness;

/// <summary>
/// The only source of randomness: xoshiro256**, seeded by splitmix64 from a seed and the name of a stream. Streams of
/// different names are independent, so a component that draws more or fewer numbers does not disturb the others. The same seed
/// and name give the same numbers on every machine: normal and exponential numbers use no function of the C library.
/// Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021), https://prng.di.unimi.it.
/// </summary>
public sealed class SeededRandom
{
    private ulong word0;
    private ulong word1;
    private ulong word2;
    private ulong word3;

    /// <param name="seed">Any number; neighbouring seeds give unrelated streams.</param>
    /// <param name="stream">What the numbers are for, such as <c>slippage</c>.</param>
    public SeededRandom(ulong seed, string stream)
    {
        var state = SplitMix64.Scramble(seed + SplitMix64.Increment) + HashName(stream);
        word0 = SplitMix64.Next(ref state);
        word1 = SplitMix64.Next(ref state);
        word2 = SplitMix64.Next(ref state);
        word3 = SplitMix64.Next(ref state);
    }

    /// <exception cref="ArgumentException">The state is all zero, which the generator cannot leave.</exception>
    public SeededRandom(SeededRandomState state)
    {
        if (state == default) throw new ArgumentException("the state of a random stream cannot be all zero");
        (word0, word1, word2, word3) = (state.Word0, state.Word1, state.Word2, state.Word3);
    }

    /// <summary>The state before the next draw.</summary>
    public SeededRandomState Save() => new(word0, word1, word2, word3);

    /// <summary>64 uniform bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(word1 * 5, 7) * 9;
        var shifted = word1 << 17;
        word2 ^= word0;
        word3 ^= word1;
        word1 ^= word2;
        word0 ^= word3;
        word2 ^= shifted;
        word3 = BitOperations.RotateLeft(word3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>), without bias.</summary>
    /// <remarks>Source: D. Lemire, "Fast Random Integer Generation in an Interval" (2019).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = (0 - range) % range;
            while (low < threshold) high = Math.BigMul(NextUInt64(), range, out low);
        }
        return (int)high;
    }

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double NextNormal() => NormalZiggurat.Sample(this);

    /// <summary>Normal with the given mean and standard deviation.</summary>
    public double NextNormal(double mean, double standardDeviation) => mean + standardDeviation * NextNormal();

    /// <summary>Exponential with mean 1: never negative, always finite.</summary>
    public double NextExponential() => -PortableMath.Log(1 - NextDouble());

    /// <summary>True with the given probability.</summary>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>Brings the elements into a random order, each equally likely (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>FNV-1a over the UTF-8 bytes: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static ulong HashName(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in Encoding.UTF8.GetBytes(name)) hash = (hash ^ unit) * 1099511628211UL;
        return hash;
    }
}
