namespace Tidemark.Research.Retraining;

/// <summary>How drift of a model's losses is noticed.</summary>
public enum DriftTest
{
    /// <summary>Sums of ranks against the first losses: sees small lasting rises soon.</summary>
    Cusum,

    /// <summary>A window that is as long as the losses are of one level (ADWIN): compares losses with those before, whatever the first were.</summary>
    Adwin,

    /// <summary>Losses in bins that the first ones filled equally, a hundred at a time (population stability index): any change of their distribution that raises them.</summary>
    Psi,

    /// <summary>The distance of cumulative shares from those of the first losses, a hundred at a time (Kolmogorov and Smirnov).</summary>
    Ks,
}
