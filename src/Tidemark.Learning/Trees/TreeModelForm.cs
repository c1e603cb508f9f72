using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees;

/// <summary>What a model of trees is, without its trees.</summary>
/// <param name="Kind">The name of its descriptor.</param>
/// <param name="BaseMargin">What boosted trees add to.</param>
internal sealed record TreeModelForm(string Kind, LearningTask Task, int Columns, int Outputs, MarginLink Link, float BaseMargin)
{
    public double? OutOfBagScore { get; init; }

    /// <summary>Whether leaves hold all outputs and are averaged; else the trees take turns with the outputs, and add up.</summary>
    public bool IsForest => Kind != "gbm";
}
