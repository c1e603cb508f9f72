namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Between what the leaves below a node must lie, so that the whole tree keeps its monotone constraints.</summary>
internal readonly record struct LeafBounds(float Low, float High)
{
    public static LeafBounds None { get; } = new(-float.MaxValue, float.MaxValue);

    public float Clip(float weight) => weight < Low ? Low : weight > High ? High : weight;

    /// <summary>The bounds of the children of a split whose leaves would weigh so.</summary>
    public (LeafBounds Left, LeafBounds Right) Split(int direction, float left, float right)
    {
        var middle = (left + right) / 2;
        return direction switch
        {
            < 0 => (this with { Low = middle }, this with { High = middle }),
            > 0 => (this with { High = middle }, this with { Low = middle }),
            _ => (this, this),
        };
    }
}
