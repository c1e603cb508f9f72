using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Metrics;

/// <summary>Draws samples of a series again in blocks, so that neighbours that depend on each other stay together.</summary>
/// <remarks>
/// The stationary bootstrap: blocks start anywhere, have geometric lengths and go on at the beginning when the series ends.
/// Source: D. N. Politis and J. P. Romano, "The Stationary Bootstrap" (1994).
/// </remarks>
public sealed class BlockBootstrap
{
    private readonly SeededRandom random;
    private readonly double endsBlock;

    /// <param name="blockLength">Mean length of a block in samples, at least 1; 1 draws independently. At least the horizon of overlapping labels.</param>
    /// <param name="seed">The same seed draws the same.</param>
    public BlockBootstrap(double blockLength, ulong seed)
    {
        if (!(blockLength >= 1 && double.IsFinite(blockLength))) throw new ArgumentException(FormattableString.Invariant($"a block has at least one sample, not {blockLength}"));
        random = new SeededRandom(seed, "bootstrap");
        endsBlock = 1 / blockLength;
    }

    /// <summary>The usual length where nothing is known of the dependence: the cube root of the number of samples.</summary>
    public static double UsualLength(int count) => Math.Max(1, Math.Ceiling(Math.Cbrt(count)));

    /// <summary>Fills with places of 0 to the length - 1.</summary>
    public void Draw(Span<int> places)
    {
        var place = 0;
        for (var i = 0; i < places.Length; i++)
        {
            place = i == 0 || random.NextBool(endsBlock) ? random.NextInt(places.Length) : place + 1 == places.Length ? 0 : place + 1;
            places[i] = place;
        }
    }
}
