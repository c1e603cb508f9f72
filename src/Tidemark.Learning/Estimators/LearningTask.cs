namespace Tidemark.Learning.Estimators;

/// <summary>What a model predicts.</summary>
public enum LearningTask
{
    /// <summary>A number; one output, the value.</summary>
    Regression,

    /// <summary>One of two classes, targets 0 and 1; one output, the probability of class 1.</summary>
    Binary,

    /// <summary>One of several classes, targets 0 to K - 1; K outputs, the probabilities, which sum to 1.</summary>
    MultiClass,
}
