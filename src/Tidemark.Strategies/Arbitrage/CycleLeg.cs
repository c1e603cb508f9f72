namespace Tidemark.Strategies.Arbitrage;

/// <summary>One order of several that are worth sending only together, and what a walk through the books found for it.</summary>
/// <param name="instrument">What is traded.</param>
/// <param name="side">Buying turns quote currency into base, selling base into quote.</param>
/// <param name="feeRate">The taker's fee, a fraction.</param>
internal sealed class CycleLeg(InstrumentIndex instrument, Side side, double feeRate)
{
    public InstrumentIndex Instrument => instrument;

    public Side Side => side;

    /// <summary>In base currency.</summary>
    public double Quantity { get; private set; }

    /// <summary>The worst price reached.</summary>
    public double WorstPrice { get; private set; }

    /// <summary>What the quantity costs or brings before fees, over the quantity.</summary>
    public double AveragePrice => Notional / Quantity;

    /// <summary>What the quantity costs or brings before fees, in quote currency.</summary>
    public double Notional { get; private set; }

    /// <summary>How much comes out for one that goes in at a price, the fee taken in quote currency.</summary>
    public double RateAt(double price) => side == Side.Buy ? 1 / (price * (1 + feeRate)) : price * (1 - feeRate);

    /// <summary>What goes in for a quantity of base currency at a price.</summary>
    public double InputOf(double quantity, double price) => side == Side.Buy ? quantity * price * (1 + feeRate) : quantity;

    public void Clear() => (Quantity, WorstPrice, Notional) = (0, double.NaN, 0);

    public void Add(double quantity, double price)
    {
        Quantity += quantity;
        Notional += quantity * price;
        WorstPrice = price;
    }

    /// <summary>Less of the same: the average price stays as it was, which overstates the cost of a buy and understates what a sale brings.</summary>
    public void Reduce(double factor) => (Quantity, Notional) = (Quantity * factor, Notional * factor);
}
