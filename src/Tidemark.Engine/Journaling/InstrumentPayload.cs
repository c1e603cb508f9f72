using System.Collections.Immutable;

namespace Tidemark.Engine.Journaling;

/// <summary>An instrument with its rules inside a record.</summary>
internal static class InstrumentPayload
{
    public static void Write(Instrument instrument, PayloadWriter target)
    {
        target.WriteText(instrument.Id.ToString());
        target.WriteOptional(instrument.ListedAt);
        target.WriteOptional(instrument.DelistedAt);
        target.WriteInt32(instrument.Rules.Length);
        foreach (var rules in instrument.Rules)
        {
            target.WriteInstant(rules.ValidFrom);
            target.WriteOptional(rules.PriceTick);
            target.WriteOptional(rules.QuantityStep);
            target.WriteOptional(rules.MinimumQuantity);
            target.WriteOptional(rules.MinimumNotional);
            target.WriteOptional(rules.MaximumQuantity);
            target.WriteOptional(rules.MaximumMarketQuantity);
            target.WriteOptional(rules.MakerFeeRate);
            target.WriteOptional(rules.TakerFeeRate);
            target.WriteBoolean(rules.Bounds is not null);
            if (rules.Bounds is { } bounds) Write(bounds, target);
        }
    }

    private static void Write(OrderBounds bounds, PayloadWriter target)
    {
        target.WriteOptional(bounds.BuyPriceUp);
        target.WriteOptional(bounds.BuyPriceDown);
        target.WriteOptional(bounds.SellPriceUp);
        target.WriteOptional(bounds.SellPriceDown);
        target.WriteOptional(bounds.MaximumNotional);
        target.WriteBoolean(bounds.HasMinimumForMarket);
        target.WriteBoolean(bounds.HasMaximumForMarket);
        target.WriteOptional(bounds.MaximumOrders);
        target.WriteOptional(bounds.MaximumTriggerOrders);
    }

    public static Instrument Read(ref PayloadReader reader, byte version)
    {
        var (id, listedAt, delistedAt) = (reader.ReadText(), reader.ReadOptionalInstant(), reader.ReadOptionalInstant());
        var rules = ImmutableArray.CreateBuilder<TradingRules>();
        for (var left = reader.ReadCount(); left > 0; left--) rules.Add(ReadRules(ref reader, version));
        var all = rules.ToImmutable();
        return SessionPayloads.Checked(() => new Instrument(InstrumentId.Parse(id), all, listedAt, delistedAt));
    }

    private static TradingRules ReadRules(ref PayloadReader reader, byte version)
    {
        var rules = new TradingRules(reader.ReadInstant(), reader.ReadOptionalDecimal(), reader.ReadOptionalDecimal(), reader.ReadOptionalDecimal(), reader.ReadOptionalDecimal());
        return version < 2 ? rules : rules with
        {
            MaximumQuantity = reader.ReadOptionalDecimal(),
            MaximumMarketQuantity = reader.ReadOptionalDecimal(),
            MakerFeeRate = reader.ReadOptionalDecimal(),
            TakerFeeRate = reader.ReadOptionalDecimal(),
            Bounds = version >= 6 && reader.ReadBoolean() ? ReadBounds(ref reader) : null,
        };
    }

    private static OrderBounds ReadBounds(ref PayloadReader reader) => new()
    {
        BuyPriceUp = reader.ReadOptionalDecimal(),
        BuyPriceDown = reader.ReadOptionalDecimal(),
        SellPriceUp = reader.ReadOptionalDecimal(),
        SellPriceDown = reader.ReadOptionalDecimal(),
        MaximumNotional = reader.ReadOptionalDecimal(),
        HasMinimumForMarket = reader.ReadBoolean(),
        HasMaximumForMarket = reader.ReadBoolean(),
        MaximumOrders = reader.ReadOptionalInt32(),
        MaximumTriggerOrders = reader.ReadOptionalInt32(),
    };
}
