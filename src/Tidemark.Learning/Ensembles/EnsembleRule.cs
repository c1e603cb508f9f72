namespace Tidemark.Learning.Ensembles;

/// <summary>How the predictions of models become one.</summary>
public enum EnsembleRule
{
    /// <summary>Their mean, or their weighted mean where weights are given.</summary>
    Mean,

    /// <summary>Their median; of several classes the medians, made to sum to 1.</summary>
    Median,

    /// <summary>A linear or logistic model that learnt from their predictions for samples that they had not seen.</summary>
    Stacking,
}
