using System.Collections.Immutable;

namespace Tidemark.Learning.Reinforcement;

/// <summary>Some numbers, each between two bounds, which may be infinite.</summary>
public sealed record BoxSpace
{
    /// <param name="low">The lowest value of each number.</param>
    /// <param name="high">The highest value of each number, not below the lowest.</param>
    public BoxSpace(ImmutableArray<float> low, ImmutableArray<float> high)
    {
        if (low.IsDefaultOrEmpty || low.Length != high.Length) throw new ArgumentException("a box has a lowest and a highest value for each of at least one number");
        for (var i = 0; i < low.Length; i++)
            if (!(low[i] <= high[i])) throw new ArgumentException($"number {i} of a box cannot lie from {low[i]} to {high[i]}");
        (Low, High) = (low, high);
    }

    /// <summary>The lowest value of each number.</summary>
    public ImmutableArray<float> Low { get; }

    /// <summary>The highest value of each number.</summary>
    public ImmutableArray<float> High { get; }

    /// <summary>How many numbers.</summary>
    public int Size => Low.Length;

    /// <summary>Numbers without bounds.</summary>
    public static BoxSpace Unbounded(int size) => Of(size, float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>Numbers with the same bounds.</summary>
    public static BoxSpace Of(int size, float low, float high) => new([.. Enumerable.Repeat(low, size)], [.. Enumerable.Repeat(high, size)]);
}
