namespace Tidemark.Learning.Selection;

/// <summary>A way to select features.</summary>
public enum SelectionKind
{
    /// <summary>By mutual information with the target.</summary>
    MutualInformation,

    /// <summary>By mutual information with the target, less that with features taken before.</summary>
    RelevanceRedundancy,

    /// <summary>One of each group of features that move together.</summary>
    Clusters,

    /// <summary>By the growth of the model's loss when they are shuffled.</summary>
    Permutation,

    /// <summary>By their contributions to the predictions of trees.</summary>
    Contributions,

    /// <summary>By leaving out the least useful ones, again and again.</summary>
    RecursiveElimination,
}
