namespace Tidemark.Learning.Tuning;

/// <summary>What became of a trial.</summary>
public enum TrialState
{
    /// <summary>Its result is not known yet.</summary>
    Running,

    /// <summary>It has a value.</summary>
    Complete,

    /// <summary>It was stopped early for looking worse than others; its last report is its value.</summary>
    Pruned,

    /// <summary>It has no value: the training failed or gave no number.</summary>
    Failed,
}
