using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>How the future is turned into what a model learns to predict. Labels of a bar depend on bars after it, until where they end, and on bars before it for scaling.</summary>
public abstract record LabelRule
{
    /// <summary>How it is written: <c>direction:horizon=4</c>. <see cref="LabelRules.Parse"/> makes the same again.</summary>
    public abstract string Text { get; }

    /// <summary>What is predicted.</summary>
    public abstract LearningTask Task { get; }

    /// <summary>Number of classes, 0 for numbers.</summary>
    public virtual int Classes => Task switch { LearningTask.Binary => 2, LearningTask.MultiClass => 3, _ => 0 };

    /// <summary>What the classes are called, in their order; empty for numbers.</summary>
    public virtual IReadOnlyList<string> ClassNames => Task == LearningTask.MultiClass ? ["down", "flat", "up"] : Task == LearningTask.Binary ? ["not up", "up"] : [];

    /// <summary>After how many bars the label is known at the latest.</summary>
    public abstract int Horizon { get; }

    /// <summary>
    /// The labels of all bars; the last ones, whose future is not there, have none. A label that ended early may stand among the last <see cref="Horizon"/> bars: those that
    /// have one are a choice by how it ended, and no fair samples.
    /// </summary>
    public abstract LabelColumn Compute(BarColumns bars);

    /// <summary>
    /// The side that a prediction speaks for: 1 long, -1 short, 0 neither. Labels that say nothing of where the price goes speak for none.
    /// </summary>
    /// <param name="prediction">A value, the probability of class 1, or those of falling, staying and rising.</param>
    public virtual int SideOf(ReadOnlySpan<double> prediction) => Task switch
    {
        LearningTask.Binary => Math.Sign(prediction[0] - 0.5),
        LearningTask.MultiClass => prediction[1] > prediction[0] && prediction[1] > prediction[^1] ? 0 : Math.Sign(prediction[^1] - prediction[0]),
        _ => Math.Sign(prediction[0]),
    };

    /// <summary>The logarithmic return between two closes.</summary>
    protected static double LogReturn(ReadOnlySpan<double> closes, int from, int to) => Math.Log(closes[to] / closes[from]);
}
