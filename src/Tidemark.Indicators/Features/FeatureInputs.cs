namespace Tidemark.Indicators.Features;

/// <summary>Everything that whole columns of features are computed from.</summary>
public sealed record FeatureInputs
{
    /// <summary>The bars that the features are about, ascending.</summary>
    public required BarColumns Bars { get; init; }

    /// <summary>The bars of each further source of the list, ascending.</summary>
    public IReadOnlyList<BarColumns> Others { get; init; } = [];

    /// <summary>Trades by source, where formulas read them.</summary>
    public IReadOnlyDictionary<int, TradeColumns> Trades { get; init; } = new Dictionary<int, TradeColumns>();

    /// <summary>Quotes by source in order of time, where formulas read them.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Quote>> Quotes { get; init; } = new Dictionary<int, IReadOnlyList<Quote>>();

    /// <summary>Observations in any order; each is used from the moment it was known.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];
}
