namespace Tidemark.Learning.Trees.Explanations;

/// <summary>What makes a feature important to trees.</summary>
public enum ImportanceKind
{
    /// <summary>The number of splits on it; XGBoost's <c>weight</c>.</summary>
    Splits,

    /// <summary>What all splits on it gained together; XGBoost's <c>total_gain</c>.</summary>
    TotalGain,

    /// <summary>What a split on it gained on average; XGBoost's <c>gain</c>.</summary>
    MeanGain,

    /// <summary>The weight of all samples that its splits divided; XGBoost's <c>total_cover</c>.</summary>
    TotalCover,

    /// <summary>The weight of the samples that a split on it divided on average; XGBoost's <c>cover</c>.</summary>
    MeanCover,
}
