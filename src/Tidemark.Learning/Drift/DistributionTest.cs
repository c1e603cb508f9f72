namespace Tidemark.Learning.Drift;

/// <summary>How two samples are compared.</summary>
public enum DistributionTest
{
    /// <summary>By how differently they fill bins; see <see cref="Drift.PopulationStability"/>.</summary>
    PopulationStability,

    /// <summary>By the greatest distance of their cumulative shares; see <see cref="Drift.KolmogorovSmirnov"/>.</summary>
    KolmogorovSmirnov,
}
