namespace Tidemark.Engine.Portfolios;

/// <summary>
/// What one strategy holds of one instrument, and the round trip that is under way. A fee in base currency reduces the quantity, so
/// that a strategy never sells more than it has; a rest below the quantity step is dust and counts as flat.
/// </summary>
public sealed class Position
{
    private readonly bool isContract;
    private RoundTripBuilder roundTrip;

    internal Position(InstrumentIndex instrument, int strategy, InstrumentId id)
    {
        Instrument = instrument;
        Strategy = strategy;
        BaseAsset = id.Base;
        QuoteAsset = id.Money;
        isContract = id.IsContract;
        IsInverse = id.IsInverse;
    }

    public InstrumentIndex Instrument { get; }

    /// <summary>The dense number of the strategy whose position it is.</summary>
    public int Strategy { get; }

    public string BaseAsset { get; }

    /// <summary>What it is paid in.</summary>
    public string QuoteAsset { get; }

    /// <summary>Whether it is an inverse contract, whose quantity is in quote currency.</summary>
    public bool IsInverse { get; }

    /// <summary>Signed, in base units (inverse contracts: quote currency); negative is short.</summary>
    public Quantity Quantity { get; private set; }

    /// <summary>Mean price of the open part, in quote currency; zero when flat.</summary>
    public Price AveragePrice { get; private set; }

    public bool IsFlat { get; private set; } = true;

    public PositionSide Side => IsFlat ? PositionSide.Flat : Quantity.Value > 0m ? PositionSide.Long : PositionSide.Short;

    /// <summary>Profit before fees of the part that was closed already, in quote currency; zero when flat.</summary>
    public decimal RealizedPnl => IsFlat ? 0m : roundTrip.RealizedPnl(AveragePrice.Value);

    /// <summary>Fees of the round trip under way, in quote currency; zero when flat.</summary>
    public decimal Fees => IsFlat ? 0m : roundTrip.Fees;

    /// <summary>
    /// Books a fill. Returns the round trip that it closed, if any; a fill that flips the position closes one and opens the next,
    /// its fee split by quantity.
    /// </summary>
    /// <param name="fill">The execution.</param>
    /// <param name="notional">What it is worth.</param>
    /// <param name="feeInQuote">Its fee in quote currency, whatever asset it was paid in.</param>
    /// <param name="dust">The quantity below which the position counts as flat (the step in force), zero for exact.</param>
    /// <param name="quoteRate">The value of one unit of quote currency in the session's currency.</param>
    internal RoundTrip? Book(Fill fill, decimal notional, decimal feeInQuote, decimal dust, decimal quoteRate)
    {
        var before = Quantity.Value;
        var change = fill.Side == Domain.Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        // Only a buy brings base currency that a fee can be taken from; a sell's fee comes from other holdings.
        var baseFee = fill.FeeAsset == BaseAsset && fill.Side == Domain.Side.Buy && !isContract ? fill.Fee : 0m;
        var after = Exact.Add(before, change);
        if (Math.Sign(baseFee) != 0) after = Exact.Subtract(after, baseFee);
        var isDust = IsDust(after, dust);
        var quantity = fill.Quantity.Value;
        var closing = IsFlat || decimal.IsNegative(before) == decimal.IsNegative(change) ? 0m : Exact.Min(Math.Abs(before), quantity);
        var opening = quantity;
        var openingFee = feeInQuote;
        RoundTrip? closed = null;
        if (Math.Sign(closing) > 0)
        {
            opening = Exact.Subtract(quantity, closing);
            var closingFee = Math.Sign(opening) == 0 ? feeInQuote : feeInQuote * closing / quantity;
            openingFee = Exact.Subtract(feeInQuote, closingFee);
            roundTrip.Reduce(fill, closing, notional, closingFee);
            if (isDust || Math.Sign(opening) > 0) closed = roundTrip.Build(Strategy, quoteRate);
        }
        if (Math.Sign(opening) > 0 && !isDust) Open(fill, before, opening, notional, openingFee, closed is not null || IsFlat);
        Quantity = new Quantity(after);
        IsFlat = isDust;
        if (IsFlat) AveragePrice = Price.Zero;
        return closed;
    }

    /// <summary>Notes how far the price went while the position was held.</summary>
    internal void Mark(double high, double low) => roundTrip.Mark(high, low);

    private void Open(Fill fill, decimal before, decimal opening, decimal notional, decimal fee, bool isNew)
    {
        if (isNew)
        {
            roundTrip.Begin(fill);
            AveragePrice = fill.Price;
        }
        else
        {
            var held = Math.Abs(before);
            AveragePrice = new Price(fill.IsInverse
                ? (held + opening) / (held / AveragePrice.Value + opening / fill.Price.Value)
                : (AveragePrice.Value * held + fill.Price.Value * opening) / (held + opening));
        }
        roundTrip.Increase(fill, opening, notional, fee);
    }

    private static bool IsDust(decimal quantity, decimal dust) => Math.Sign(dust) == 0 ? Math.Sign(quantity) == 0 : Exact.Compare(Math.Abs(quantity), dust) < 0;
}
