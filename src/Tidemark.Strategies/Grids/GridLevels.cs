namespace Tidemark.Strategies.Grids;

/// <summary>The prices of a grid.</summary>
/// <param name="Anchor">The price of level 0.</param>
/// <param name="Step">The distance between two levels: a fraction of the lower one, or of the anchor.</param>
/// <param name="Spacing">Which of both.</param>
internal readonly record struct GridLevels(double Anchor, double Step, GridSpacing Spacing)
{
    public double PriceOf(int level)
    {
        if (Spacing == GridSpacing.Arithmetic) return Anchor * (1 + Step * level);
        var price = Anchor;
        for (var i = 0; i < level; i++) price *= 1 + Step;
        for (var i = 0; i > level; i--) price /= 1 + Step;
        return price;
    }
}
