namespace Tidemark.Research.Results;

/// <summary>Single passes over an equity curve of millions of bars.</summary>
internal static class EquityScan
{
    /// <summary>The deepest fall from a peak, <paramref name="initial"/> being the first value. Divides only once a peak.</summary>
    public static double MaximumDrawdown(ReadOnlySpan<double> values, double initial)
    {
        double peak = initial, trough = initial, deepest = 0;
        foreach (var value in values)
        {
            if (value < trough) trough = value;
            if (!(value > peak)) continue;
            deepest = Math.Min(deepest, trough / peak - 1);
            peak = trough = value;
        }
        return Math.Min(deepest, trough / peak - 1);
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return values.IsEmpty ? double.NaN : sum / values.Length;
    }
}
