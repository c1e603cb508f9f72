namespace Tidemark.Engine.Journaling;

/// <summary>Derived: a fill was booked; what the account and the position hold after it.</summary>
/// <param name="Fill">The execution.</param>
/// <param name="BaseBalance">Balance of the instrument's base asset.</param>
/// <param name="QuoteBalance">Balance of its quote asset (cash).</param>
/// <param name="FeeBalance">Balance of the asset in which the fee was paid.</param>
/// <param name="PositionQuantity">What the strategy now holds, signed, in base units.</param>
/// <param name="PositionPrice">The mean price of that position, zero when flat.</param>
public readonly record struct FillBookedRecord(Fill Fill, decimal BaseBalance, decimal QuoteBalance, decimal FeeBalance,
    Quantity PositionQuantity, Price PositionPrice)
{
    internal void Write(PayloadWriter target)
    {
        OrderPayloads.Write(Fill, target);
        target.WriteDecimal(BaseBalance);
        target.WriteDecimal(QuoteBalance);
        target.WriteDecimal(FeeBalance);
        target.WriteDecimal(PositionQuantity.Value);
        target.WriteDecimal(PositionPrice.Value);
    }

    internal static FillBookedRecord Read(ref PayloadReader reader, byte version) =>
        new(OrderPayloads.ReadFill(ref reader, version), reader.ReadDecimal(), reader.ReadDecimal(), reader.ReadDecimal(),
            new Quantity(reader.ReadDecimal()), new Price(reader.ReadDecimal()));
}
