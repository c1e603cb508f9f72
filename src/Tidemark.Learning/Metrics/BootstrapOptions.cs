namespace Tidemark.Learning.Metrics;

/// <summary>How uncertainty is estimated by drawing samples again.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How often all samples are drawn, at least 10.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>The probability with which the interval holds the true value, between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Mean length of a block in samples; null for the cube root of their number. At least the horizon of overlapping labels.</summary>
    public double? BlockLength { get; init; }

    /// <summary>The same seed gives the same interval.</summary>
    public ulong Seed { get; init; } = 1;
}
