namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Exact numbers as whole steps of a grid.</summary>
internal static class GridSteps
{
    /// <exception cref="FormatException">The number is not on the grid, or below zero.</exception>
    public static long Of(decimal value, decimal step)
    {
        var count = value / step;
        return count >= 0m && count == decimal.Truncate(count) ? (long)count : throw new FormatException($"{value} is no multiple of {step}");
    }
}
