using System.Collections.Immutable;

namespace Tidemark.Domain;

/// <summary>
/// What can be traded: its name, its life at the venue and its trading rules with their dates. The only door between market
/// numbers and exact ones.
/// </summary>
public sealed record Instrument
{
    /// <param name="id">Name and venue.</param>
    /// <param name="rules">Rules ordered by <see cref="TradingRules.ValidFrom"/>; empty when nothing is known.</param>
    /// <param name="listedAt">First moment of trading, where known.</param>
    /// <param name="delistedAt">End of trading, where known.</param>
    /// <exception cref="ArgumentException">The rules are out of order or invalid.</exception>
    public Instrument(InstrumentId id, ImmutableArray<TradingRules> rules = default, Instant? listedAt = null, Instant? delistedAt = null)
    {
        Id = id;
        Rules = rules.IsDefault ? [] : rules;
        ListedAt = listedAt;
        DelistedAt = delistedAt;
        for (var i = 0; i < Rules.Length; i++)
        {
            Rules[i].Validate();
            if (i > 0 && Rules[i].ValidFrom <= Rules[i - 1].ValidFrom) throw new ArgumentException($"{id}: trading rules must have ascending validity dates");
        }
        if (delistedAt <= listedAt) throw new ArgumentException($"{id}: delisted before it was listed");
    }

    public InstrumentId Id { get; }

    public ImmutableArray<TradingRules> Rules { get; }

    public Instant? ListedAt { get; }

    public Instant? DelistedAt { get; }

    /// <summary>The rules in force at a moment; <see cref="TradingRules.None"/> before the first known ones.</summary>
    public TradingRules RulesAt(Instant time)
    {
        for (var i = Rules.Length - 1; i >= 0; i--)
            if (Rules[i].ValidFrom <= time) return Rules[i];
        return TradingRules.None;
    }

    /// <summary>Brings a price to the tick in force; without a tick it is only made canonical.</summary>
    public Price RoundPrice(decimal price, Rounding rounding, Instant time) => new(ToMultiple(price, RulesAt(time).PriceTick, rounding));

    /// <summary>Brings a quantity to the step in force; without a step it is only made canonical.</summary>
    public Quantity RoundQuantity(decimal quantity, Rounding rounding, Instant time) => new(ToMultiple(quantity, RulesAt(time).QuantityStep, rounding));

    private static decimal ToMultiple(decimal value, decimal? step, Rounding rounding)
    {
        if (step is not { } size) return value;
        var ratio = value / size;
        var whole = rounding switch
        {
            Rounding.Down => decimal.Floor(ratio),
            Rounding.Up => decimal.Ceiling(ratio),
            _ => decimal.Round(ratio, MidpointRounding.ToEven),
        };
        return whole * size;
    }
}
