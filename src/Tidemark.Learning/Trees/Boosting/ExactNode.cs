namespace Tidemark.Learning.Trees.Boosting;

/// <summary>A node of the level that is being split.</summary>
internal sealed class ExactNode(int index, LeafBounds bounds)
{
    public int Index => index;

    public LeafBounds Bounds => bounds;

    public GradientSum Sum { get; private set; }

    /// <summary>The gain that the node has unsplit.</summary>
    public float Gain { get; private set; }

    public SplitCandidate Split { get; set; }

    public float Weight(SplitScore score) => score.Weight(Sum, bounds);

    public void SetSum(GradientSum sum, SplitScore score) => (Sum, Gain) = (sum, score.Gain(sum, bounds));
}
