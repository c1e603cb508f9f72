namespace Tidemark.Domain;

/// <summary>The grid of one order book: inside it prices are whole ticks and quantities whole lots; outside they are numbers again, the same that their text would give.</summary>
public sealed record BookScale
{
    /// <summary>Powers of ten up to this one are exact as a double, and so are quotients of whole numbers by them to the last bit.</summary>
    private const int MostDecimals = 18;

    private readonly long tickDigits;
    private readonly double tickDivisor;
    private readonly long stepDigits;
    private readonly double stepDivisor;

    /// <param name="priceTick">All prices are multiples of it, in quote currency.</param>
    /// <param name="quantityStep">All quantities are multiples of it, in base currency.</param>
    /// <exception cref="ArgumentException">One is not positive or has too many digits.</exception>
    public BookScale(decimal priceTick, decimal quantityStep)
    {
        PriceTick = DecimalForm.Canonical(priceTick);
        QuantityStep = DecimalForm.Canonical(quantityStep);
        (tickDigits, tickDivisor) = PartsOf(PriceTick);
        (stepDigits, stepDivisor) = PartsOf(QuantityStep);
    }

    public decimal PriceTick { get; }

    public decimal QuantityStep { get; }

    public double PriceOf(long ticks) => ticks * tickDigits / tickDivisor;

    public double QuantityOf(long lots) => lots * stepDigits / stepDivisor;

    public decimal ExactPriceOf(long ticks) => ticks * PriceTick;

    public decimal ExactQuantityOf(long lots) => lots * QuantityStep;

    /// <summary>The nearest number of ticks.</summary>
    public long TicksOf(double price) => (long)Math.Round(price * tickDivisor / tickDigits);

    /// <summary>The nearest number of lots.</summary>
    public long LotsOf(double quantity) => (long)Math.Round(quantity * stepDivisor / stepDigits);

    /// <summary>The number of ticks; false when the price is not on the grid.</summary>
    public bool TryTicksOf(decimal price, out long ticks)
    {
        var count = price / PriceTick;
        ticks = (long)count;
        return ticks == count;
    }

    public bool Equals(BookScale? other) => other is not null && PriceTick == other.PriceTick && QuantityStep == other.QuantityStep;

    public override int GetHashCode() => PriceTick.GetHashCode() ^ QuantityStep.GetHashCode();

    private static (long Digits, double Divisor) PartsOf(decimal size)
    {
        if (size <= 0m) throw new ArgumentException($"the grid {size} must be positive");
        if (size.Scale > MostDecimals || size * Pow10(size.Scale) > long.MaxValue) throw new ArgumentException($"the grid {size} has too many digits");
        return ((long)(size * Pow10(size.Scale)), (double)Pow10(size.Scale));
    }

    private static decimal Pow10(int power)
    {
        var result = 1m;
        for (var i = 0; i < power; i++) result *= 10m;
        return result;
    }
}
