using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The contracts that the accounts of a session hold. Nothing is owned: a position is a quantity and what it was worth when it was
/// entered; what a closed part gained goes to the account's money. Money and positions together change by fees alone, to the last digit.
/// </summary>
internal sealed class ContractBook
{
    private readonly Holding[] holdings;
    private readonly double[] prices;

    /// <param name="setup">The session.</param>
    /// <param name="prices">The last price of each instrument; shared with the account book.</param>
    public ContractBook(SessionSetup setup, double[] prices)
    {
        this.prices = prices;
        holdings = [.. setup.Instruments.Select(instrument => new Holding { IsInverse = instrument.Id.IsInverse })];
    }

    /// <summary>Whether nothing is held.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Signed; in base units, for inverse contracts in quote currency.</summary>
    public decimal QuantityOf(InstrumentIndex instrument) => holdings[instrument.Value].Quantity;

    /// <summary>What the position was worth when it was entered; see <see cref="ContractValue"/>.</summary>
    public decimal CostOf(InstrumentIndex instrument) => holdings[instrument.Value].Cost;

    /// <summary>Books a fill. Returns what its closing part gained, in the instrument's money.</summary>
    public decimal Book(Fill fill)
    {
        ref var holding = ref holdings[fill.Instrument.Value];
        var change = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        var before = holding.Quantity;
        var isClosing = before != 0m && decimal.IsNegative(before) != decimal.IsNegative(change);
        var gained = 0m;
        if (isClosing)
        {
            var isWhole = Math.Abs(change) >= Math.Abs(before);
            var part = isWhole ? before : -change;
            // No division where everything is closed: what was entered leaves to the last digit.
            var cost = isWhole ? holding.Cost : holding.Cost * part / before;
            gained = ContractValue.Of(fill.IsInverse, part, fill.Price.Value) - cost;
            holding.Cost -= cost;
            change += part;
        }
        if (change != 0m) holding.Cost += ContractValue.Of(fill.IsInverse, change, fill.Price.Value);
        holding.Quantity = before + (fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value);
        IsEmpty = Array.TrueForAll(holdings, each => each.Quantity == 0m);
        return gained;
    }

    /// <summary>What a position gained so far at the last price, in the instrument's money; NaN before the first price.</summary>
    public double Unrealized(int instrument)
    {
        ref readonly var holding = ref holdings[instrument];
        if (holding.Quantity == 0m) return 0;
        var quantity = (double)holding.Quantity;
        return (holding.IsInverse ? -quantity / prices[instrument] : quantity * prices[instrument]) - (double)holding.Cost;
    }

    /// <summary>The same, exact.</summary>
    public decimal ExactUnrealized(int instrument)
    {
        ref readonly var holding = ref holdings[instrument];
        return holding.Quantity == 0m ? 0m : ContractValue.Of(holding.IsInverse, holding.Quantity, (decimal)prices[instrument]) - holding.Cost;
    }

    private struct Holding
    {
        public bool IsInverse;
        public decimal Quantity;
        public decimal Cost;
    }
}
