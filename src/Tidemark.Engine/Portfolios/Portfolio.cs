using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// All accounts of a session, the position of every strategy in every instrument, and what all of it is worth in one currency.
/// Exact numbers change on fills and transfers only; equity is marked in double at the last prices.
/// </summary>
public sealed class Portfolio
{
    private readonly SessionSetup setup;
    private readonly Account[] accounts;
    private readonly InstrumentLedger[] ledgers;
    private readonly List<Position[]> positions = [];
    private readonly CurrencyRoutes routes;
    private readonly double[] prices;
    private readonly List<BalanceMark> marks = [];
    private readonly List<int>[] assetNodes;
    private int openPositions;

    /// <exception cref="BadInputException">An asset of the session cannot be converted to its currency.</exception>
    public Portfolio(SessionSetup setup)
    {
        this.setup = setup;
        accounts = [.. setup.Accounts.Select(account => new Account(account))];
        prices = new double[setup.Instruments.Length];
        Array.Fill(prices, double.NaN);
        routes = new CurrencyRoutes(setup, prices);
        assetNodes = [.. accounts.Select(_ => new List<int>())];
        ledgers = new InstrumentLedger[setup.Instruments.Length];
        for (var index = 0; index < ledgers.Length; index++)
        {
            var id = setup.Instruments[index].Id;
            var account = Array.FindIndex(accounts, candidate => candidate.Setup.Venue == id.Venue);
            ledgers[index] = new InstrumentLedger(account, accounts[account].IndexOf(id.Base), accounts[account].IndexOf(id.Quote), routes.IndexOf(id.Venue, id.Quote));
        }
        RefreshMarks();
    }

    public string Currency => setup.Currency;

    public IReadOnlyList<Account> Accounts => accounts;

    /// <summary>Whether some position of some strategy is not flat.</summary>
    public bool IsInMarket => openPositions > 0;

    /// <summary>The account on which an instrument trades.</summary>
    public Account AccountOf(InstrumentIndex instrument) => accounts[ledgers[instrument.Value].Account];

    /// <summary>The dense number of that account.</summary>
    public int AccountIndexOf(InstrumentIndex instrument) => ledgers[instrument.Value].Account;

    public Position PositionOf(int strategy, InstrumentIndex instrument) => positions[strategy][instrument.Value];

    /// <summary>The last known price of an instrument in its quote currency; NaN before the first.</summary>
    public double LastPrice(InstrumentIndex instrument) => prices[instrument.Value];

    /// <summary>The value of one unit of the instrument's quote currency in the session's currency.</summary>
    public double QuoteRate(InstrumentIndex instrument) => routes.RateAt(ledgers[instrument.Value].QuoteNode);

    /// <summary>All positions of all strategies.</summary>
    public IEnumerable<Position> AllPositions => positions.SelectMany(ofStrategy => ofStrategy);

    /// <summary>What everything is worth now, in the session's currency, at the last prices.</summary>
    public double Equity
    {
        get
        {
            var equity = 0.0;
            foreach (ref readonly var mark in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(marks))
                equity += mark.Balance * routes.RateAt(mark.Node);
            return equity;
        }
    }

    /// <summary>What one account is worth now, in the session's currency.</summary>
    public double EquityOf(int account)
    {
        var equity = 0.0;
        foreach (ref readonly var mark in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(marks))
            if (mark.Account == account) equity += mark.Balance * routes.RateAt(mark.Node);
        return equity;
    }

    /// <summary>The signed quantity of an instrument that its account holds, all strategies together.</summary>
    public decimal AccountPosition(InstrumentIndex instrument)
    {
        ref readonly var ledger = ref ledgers[instrument.Value];
        return accounts[ledger.Account].BalanceAt(ledger.BaseAsset);
    }

    internal void AddStrategy()
    {
        var strategy = positions.Count;
        positions.Add([.. setup.Instruments.Select((instrument, index) => new Position(new InstrumentIndex(index), strategy, instrument.Id.Base, instrument.Id.Quote))]);
    }

    /// <summary>Takes a new price of an instrument.</summary>
    internal void PriceChanged(InstrumentIndex instrument, double price)
    {
        prices[instrument.Value] = price;
        routes.PriceChanged(instrument.Value);
    }

    /// <summary>Notes the range of a closed bar for the excursions of open positions.</summary>
    internal void MarkRange(InstrumentIndex instrument, double high, double low)
    {
        if (openPositions == 0) return;
        foreach (var ofStrategy in positions)
        {
            var position = ofStrategy[instrument.Value];
            if (!position.IsFlat) position.Mark(high, low);
        }
    }

    /// <summary>Books a fill on its account and on the position of its strategy. Returns the round trip that it closed, if any.</summary>
    internal RoundTrip? Book(Fill fill, Instant now)
    {
        ref readonly var ledger = ref ledgers[fill.Instrument.Value];
        accounts[ledger.Account].Book(fill, ledger.BaseAsset, ledger.QuoteAsset);
        RefreshMarks();
        var position = PositionOf(fill.Strategy, fill.Instrument);
        var wasFlat = position.IsFlat;
        var dust = setup.Instruments[fill.Instrument.Value].RulesAt(now).QuantityStep ?? 0m;
        var closed = position.Book(fill, FeeInQuote(fill, ledger), dust);
        openPositions += (wasFlat ? 1 : 0) - (position.IsFlat ? 1 : 0);
        return closed?.Build(fill.Strategy, ToDecimalRate(routes.RateAt(ledger.QuoteNode)));
    }

    /// <summary>Adds to a balance from outside.</summary>
    internal void Transfer(int account, string asset, decimal amount)
    {
        accounts[account].Transfer(asset, amount);
        RefreshMarks();
    }

    private decimal FeeInQuote(Fill fill, in InstrumentLedger ledger)
    {
        var id = setup.Instruments[fill.Instrument.Value].Id;
        if (fill.Fee == 0m || fill.FeeAsset == id.Quote) return fill.Fee;
        if (fill.FeeAsset == id.Base) return fill.Fee * fill.Price.Value;
        var rate = routes.RateAt(routes.IndexOf(id.Venue, fill.FeeAsset)) / routes.RateAt(ledger.QuoteNode);
        return fill.Fee * ToDecimalRate(rate);
    }

    private static decimal ToDecimalRate(double rate) => rate == 1 ? 1m : double.IsFinite(rate) ? (decimal)rate : 0m;

    /// <summary>Keeps the balances that are not zero as doubles, so that marking costs a few multiplications.</summary>
    private void RefreshMarks()
    {
        marks.Clear();
        for (var number = 0; number < accounts.Length; number++)
        {
            var account = accounts[number];
            var nodes = assetNodes[number];
            for (var asset = 0; asset < account.Assets.Count; asset++)
            {
                if (asset == nodes.Count) nodes.Add(routes.IndexOf(account.Setup.Venue, account.Assets[asset]));
                var balance = account.BalanceAt(asset);
                if (balance != 0m) marks.Add(new BalanceMark((double)balance, nodes[asset], number));
            }
        }
    }

    private readonly record struct BalanceMark(double Balance, int Node, int Account);

    private readonly record struct InstrumentLedger(int Account, int BaseAsset, int QuoteAsset, int QuoteNode);
}
