namespace Tidemark.Engine.Portfolios;

/// <summary>Collects the fills of a position from flat to flat; see <see cref="RoundTrip"/>.</summary>
internal struct RoundTripBuilder
{
    private Fill entry;
    private Fill last;
    private decimal entryQuantity;
    private decimal entryNotional;
    private decimal exitQuantity;
    private decimal exitNotional;
    private decimal fees;
    private double highest;
    private double lowest;
    private int bars;
    private int entries;
    private int exits;

    /// <summary>Starts anew, in place. What is summed begins with the first fill of its kind.</summary>
    public void Begin(Fill first)
    {
        entry = last = first;
        highest = double.NegativeInfinity;
        lowest = double.PositiveInfinity;
        bars = entries = exits = 0;
    }

    /// <param name="fill">The execution.</param>
    /// <param name="quantity">How much of it.</param>
    /// <param name="notional">What the whole fill is worth.</param>
    /// <param name="fee">The fee of that part.</param>
    public void Increase(Fill fill, decimal quantity, decimal notional, decimal fee)
    {
        var isFirst = entries++ == 0;
        Add(ref entryQuantity, quantity, isFirst);
        Add(ref entryNotional, ValueOf(fill, quantity, notional), isFirst);
        Take(fill, fee);
    }

    /// <inheritdoc cref="Increase"/>
    public void Reduce(Fill fill, decimal quantity, decimal notional, decimal fee)
    {
        var isFirst = exits++ == 0;
        Add(ref exitQuantity, quantity, isFirst);
        Add(ref exitNotional, ValueOf(fill, quantity, notional), isFirst);
        Take(fill, fee);
    }

    /// <summary>Notes the range of a bar during which the position was held.</summary>
    public void Mark(double high, double low)
    {
        if (high > highest) highest = high;
        if (low < lowest) lowest = low;
        bars++;
    }

    /// <summary>The fees of its fills so far, in the currency in which the instrument is paid.</summary>
    public readonly decimal Fees => fees;

    /// <summary>
    /// Profit before fees once all is closed, in the same currency. Only what was sold again counts: base currency that went into fees is in
    /// the fees.
    /// </summary>
    private readonly decimal Gross
    {
        get
        {
            // No division where everything was closed, which keeps the profit exact.
            var cost = Exact.Compare(exitQuantity, entryQuantity) == 0 ? entryNotional : entries == 1 ? ValueOf(exitQuantity, entry.Price.Value) : entryNotional / entryQuantity * exitQuantity;
            return entry.Side == Side.Buy ? Exact.Subtract(exitNotional, cost) : Exact.Subtract(cost, exitNotional);
        }
    }

    /// <summary>Profit before fees of the part that was closed already, in quote currency: what the rest cost stays with the rest.</summary>
    /// <param name="averagePrice">The mean price of what is still open.</param>
    public readonly decimal RealizedPnl(decimal averagePrice)
    {
        if (exits == 0) return 0m;
        var cost = entryNotional - ValueOf(entryQuantity - exitQuantity, averagePrice);
        return entry.Side == Side.Buy ? exitNotional - cost : cost - exitNotional;
    }

    /// <param name="quoteRate">The value of one unit of quote currency in the currency of the account.</param>
    public readonly RoundTrip Build(int strategy, decimal quoteRate)
    {
        var isLong = entry.Side == Side.Buy;
        // One fill needs no division, which keeps its price exact.
        var entryPrice = entries == 1 ? entry.Price : MeanOf(entryQuantity, entryNotional);
        var (adverse, favourable) = Excursions(entryPrice.ToDouble(), isLong);
        return new RoundTrip
        {
            Instrument = entry.Instrument,
            Side = isLong ? PositionSide.Long : PositionSide.Short,
            EntryTime = entry.Time,
            ExitTime = last.Time,
            EntryPrice = entryPrice,
            ExitPrice = exits == 1 ? last.Price : MeanOf(exitQuantity, exitNotional),
            Quantity = new Quantity(exitQuantity),
            Pnl = InCurrency(Exact.Subtract(Gross, fees), quoteRate),
            Fees = InCurrency(fees, quoteRate),
            Mae = adverse,
            Mfe = favourable,
            Bars = bars,
            EntryTag = entry.Tag,
            ExitReason = last.Tag,
            Strategy = strategy,
            IsInverse = entry.IsInverse,
        };
    }

    /// <summary>What a part of a fill is worth; nearly always it is the whole.</summary>
    private readonly decimal ValueOf(Fill fill, decimal quantity, decimal notional) =>
        fill.IsInverse || Exact.Compare(quantity, fill.Quantity.Value) != 0 ? ValueOf(quantity, fill.Price.Value) : notional;

    private readonly decimal ValueOf(decimal quantity, decimal price) => entry.IsInverse ? ContractValue.Of(true, quantity, price) : Exact.Multiply(quantity, price);

    private readonly Price MeanOf(decimal quantity, decimal value) => new(entry.IsInverse ? -quantity / value : value / quantity);

    private static decimal InCurrency(decimal amount, decimal quoteRate) => DecimalForm.Canonical(Exact.Compare(quoteRate, 1m) == 0 ? amount : amount * quoteRate);

    private void Take(Fill fill, decimal fee)
    {
        Add(ref fees, fee, entries + exits == 1);
        last = fill;
        var price = fill.Price.ToDouble();
        if (price > highest) highest = price;
        if (price < lowest) lowest = price;
    }

    /// <summary>Most round trips have one entry and one exit: nothing to add to.</summary>
    private static void Add(ref decimal sum, decimal value, bool isFirst) => sum = isFirst ? value : Exact.Add(sum, value);

    private readonly (double Adverse, double Favourable) Excursions(double entryPrice, bool isLong)
    {
        if (entryPrice == 0) return (0, 0);
        var up = highest / entryPrice - 1;
        var down = lowest / entryPrice - 1;
        return isLong ? (Math.Min(down, 0), Math.Max(up, 0)) : (Math.Min(-up, 0), Math.Max(-down, 0));
    }
}
