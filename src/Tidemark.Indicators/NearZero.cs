namespace Tidemark.Indicators;

/// <summary>What counts as zero before a division: within 1e-14, TA-Lib's bound, so that rounding residues do not become results.</summary>
internal static class NearZero
{
    public const double Bound = 1e-14;

    public static bool Is(double value) => value > -Bound && value < Bound;
}
