namespace Tidemark.Indicators.Features;

/// <summary>Features of every bar.</summary>
/// <param name="Values">Row-major: a row a bar. NaN is a missing value.</param>
/// <param name="Columns">Number of features.</param>
/// <param name="IsWarm">For each bar whether all sources had their warm-up.</param>
public sealed record FeatureMatrix(float[] Values, int Columns, bool[] IsWarm)
{
    /// <summary>Number of bars.</summary>
    public int Rows => IsWarm.Length;

    /// <summary>The features of one bar.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>How a value is kept: what is not finite, or too large for a float, is missing.</summary>
    internal static float Stored(double value) => (float)value is var kept && float.IsFinite(kept) ? kept : float.NaN;
}
