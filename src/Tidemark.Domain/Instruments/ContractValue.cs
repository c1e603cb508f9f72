namespace Tidemark.Domain;

/// <summary>
/// What a quantity of an instrument is worth in its <see cref="InstrumentId.Money"/>. For an inverse contract the value is the negative of
/// quantity / price, so that for every instrument the profit of a holding is its value now less its value at the entry.
/// </summary>
public static class ContractValue
{
    /// <summary>Digits after the point of values that come from a division: finer than any coin divides, coarse enough to sum exactly.</summary>
    private const int Decimals = 12;

    /// <param name="isInverse">Whether the quantity is in quote currency, and paid in base currency.</param>
    /// <param name="quantity">Signed; negative is short.</param>
    /// <param name="price">In quote currency per base unit, above zero.</param>
    public static decimal Of(bool isInverse, decimal quantity, decimal price) => isInverse ? -decimal.Round(quantity / price, Decimals) : quantity * price;

    /// <summary>How much of a holding's entry value belongs to a part of its quantity, as finely as values are counted: the rest keeps the rest.</summary>
    public static decimal PartOf(decimal entryValue, decimal part, decimal whole) => part == whole ? entryValue : decimal.Round(entryValue * part / whole, Decimals);

    /// <summary>The value without sign: the notional in money.</summary>
    public static decimal Notional(bool isInverse, decimal quantity, decimal price) => Math.Abs(Of(isInverse, quantity, price));
}
