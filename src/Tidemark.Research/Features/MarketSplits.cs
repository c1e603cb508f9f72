using Tidemark.Learning.Validation;

namespace Tidemark.Research.Features;

/// <summary>Ways to split the samples of a market: those that keep apart what has seen the same prices.</summary>
public static class MarketSplits
{
    /// <summary>Reads one, see <see cref="Splitters.Parse"/>.</summary>
    /// <exception cref="ArgumentException">The text is none, or one that does not look at time.</exception>
    public static ISplitter Parse(string text) => Splitters.Parse(text) is var splitter and not KFoldSplitter
        ? splitter
        : throw new ArgumentException($"'{text}' does not look at time: neighbours, whose labels are made of the same prices, would be learnt from and judged on; write purged-kfold");
}
