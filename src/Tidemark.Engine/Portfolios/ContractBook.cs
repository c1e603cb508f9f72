using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The contracts that the accounts of a session hold, in hedge mode the long and the short position apart. Nothing is owned: a position is
/// a quantity and what it was worth when it was entered; what a closed part gained goes to the account's money. Money and positions
/// together change by fees alone, to the last digit.
/// </summary>
internal sealed class ContractBook
{
    private readonly bool[] isInverse;
    private readonly Holding[] longs;
    private readonly Holding[] shorts;
    private readonly double[] prices;
    private int open;

    /// <param name="setup">The session.</param>
    /// <param name="prices">The last price of each instrument; shared with the account book.</param>
    public ContractBook(SessionSetup setup, double[] prices)
    {
        this.prices = prices;
        isInverse = [.. setup.Instruments.Select(instrument => instrument.Id.IsInverse)];
        longs = new Holding[isInverse.Length];
        shorts = new Holding[isInverse.Length];
    }

    /// <summary>Whether nothing is held.</summary>
    public bool IsEmpty => open == 0;

    /// <summary>Whether a position of an instrument is open, on whichever side.</summary>
    public bool IsOpen(int instrument) => longs[instrument].Quantity != 0m || shorts[instrument].Quantity != 0m;

    /// <summary>Signed; in base units, for inverse contracts in quote currency. <see cref="PositionSide.Flat"/> for all sides together.</summary>
    public decimal QuantityOf(InstrumentIndex instrument, PositionSide side = PositionSide.Flat) => side switch
    {
        PositionSide.Long => longs[instrument.Value].Quantity,
        PositionSide.Short => shorts[instrument.Value].Quantity,
        _ => longs[instrument.Value].Quantity + shorts[instrument.Value].Quantity,
    };

    /// <summary>What the position was worth when it was entered; see <see cref="ContractValue"/>.</summary>
    public decimal CostOf(InstrumentIndex instrument, PositionSide side = PositionSide.Flat) => side switch
    {
        PositionSide.Long => longs[instrument.Value].Cost,
        PositionSide.Short => shorts[instrument.Value].Cost,
        _ => longs[instrument.Value].Cost + shorts[instrument.Value].Cost,
    };

    /// <summary>Books a fill. Returns what its closing part gained, in the instrument's money.</summary>
    public decimal Book(Fill fill)
    {
        // In one-way mode the only position has the first place, whichever side it is on.
        ref var holding = ref (fill.PositionSide == PositionSide.Short ? shorts : longs)[fill.Instrument.Value];
        var change = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        var before = holding.Quantity;
        var isClosing = before != 0m && decimal.IsNegative(before) != decimal.IsNegative(change);
        holding.Quantity = before + change;
        open += (before == 0m ? 1 : 0) - (holding.Quantity == 0m ? 1 : 0);
        var gained = 0m;
        if (isClosing)
        {
            // What is closed whole leaves to the last digit.
            var part = Math.Abs(change) >= Math.Abs(before) ? before : -change;
            var cost = ContractValue.PartOf(holding.Cost, part, before);
            gained = ContractValue.Of(fill.IsInverse, part, fill.Price.Value) - cost;
            holding.Cost -= cost;
            change += part;
        }
        if (change != 0m) holding.Cost += ContractValue.Of(fill.IsInverse, change, fill.Price.Value);
        return gained;
    }

    /// <summary>What the positions of an instrument gained so far at the last price, in its money; NaN before the first price.</summary>
    public double Unrealized(int instrument)
    {
        if (!IsOpen(instrument)) return 0;
        var index = new InstrumentIndex(instrument);
        var quantity = (double)QuantityOf(index);
        return (isInverse[instrument] ? -quantity / prices[instrument] : quantity * prices[instrument]) - (double)CostOf(index);
    }

    /// <summary>The same, exact.</summary>
    public decimal ExactUnrealized(int instrument)
    {
        if (!IsOpen(instrument)) return 0m;
        var (price, inverse) = ((decimal)prices[instrument], isInverse[instrument]);
        return ContractValue.Of(inverse, longs[instrument].Quantity, price) - longs[instrument].Cost
            + ContractValue.Of(inverse, shorts[instrument].Quantity, price) - shorts[instrument].Cost;
    }

    private struct Holding
    {
        public decimal Quantity;
        public decimal Cost;
    }
}
