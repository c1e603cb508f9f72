using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The accounts of a session and what they are worth in one currency at the last prices. The engine keeps one, and the simulated
/// venue another of its own: the venue's truth does not depend on what the engine believes.
/// </summary>
public sealed class AccountBook
{
    private readonly SessionSetup setup;
    private readonly Account[] accounts;
    private readonly InstrumentLedger[] ledgers;
    private readonly CurrencyRoutes routes;
    private readonly double[] prices;
    private readonly List<int>[] assetNodes;
    private BalanceMark[] marks = [];
    private int markCount;
    private readonly HedgedPositions? hedged;
    private readonly ContractBook? contracts;
    private bool areMarksStale = true;

    /// <exception cref="BadInputException">An asset of the session cannot be converted to its currency.</exception>
    public AccountBook(SessionSetup setup)
    {
        this.setup = setup;
        accounts = [.. setup.Accounts.Select(account => new Account(account))];
        prices = new double[setup.Instruments.Length];
        Array.Fill(prices, double.NaN);
        routes = new CurrencyRoutes(setup, prices);
        assetNodes = [.. accounts.Select(_ => new List<int>())];
        ledgers = [.. setup.Instruments.Select(LedgerOf)];
        if (setup.Accounts.Any(account => account.PositionMode == PositionMode.Hedge)) hedged = new HedgedPositions(setup.Instruments.Length);
        if (setup.Instruments.Any(instrument => instrument.Id.IsContract)) contracts = new ContractBook(setup, prices);
    }

    public IReadOnlyList<Account> Accounts => accounts;

    /// <summary>What everything is worth now, in the session's currency; NaN while a price is missing.</summary>
    public double Equity => areMarksStale || contracts is not null ? EquityAnew() : Marked();

    private double EquityAnew()
    {
        if (areMarksStale) RefreshMarks();
        return contracts is null || contracts.IsEmpty ? Marked() : Marked() + UnrealizedOf(null);
    }

    private double Marked()
    {
        var equity = 0.0;
        var rates = routes.Rates;
        foreach (ref readonly var mark in marks.AsSpan(0, markCount)) equity += mark.Balance * rates[mark.Node];
        return equity;
    }

    /// <summary>The account on which an instrument trades.</summary>
    public Account AccountOf(InstrumentIndex instrument) => accounts[ledgers[instrument.Value].Account];

    /// <summary>The dense number of that account.</summary>
    public int AccountIndexOf(InstrumentIndex instrument) => ledgers[instrument.Value].Account;

    /// <summary>The last known price of an instrument in its quote currency; NaN before the first.</summary>
    public double LastPrice(InstrumentIndex instrument) => prices[instrument.Value];

    /// <summary>The value of one unit of the currency in which the instrument is paid (<see cref="InstrumentId.Money"/>) in the session's currency.</summary>
    public double QuoteRate(InstrumentIndex instrument) => routes.RateAt(ledgers[instrument.Value].QuoteNode);

    /// <summary>The value of one unit of any asset in the session's currency.</summary>
    /// <exception cref="BadInputException">The asset is not part of the session.</exception>
    public double RateOf(string venue, string asset) => routes.RateAt(routes.IndexOf(venue, asset));

    /// <summary>The signed quantity of an instrument that its account holds, all strategies together.</summary>
    public decimal HoldingOf(InstrumentIndex instrument)
    {
        ref readonly var ledger = ref ledgers[instrument.Value];
        return ledger.IsContract ? contracts!.QuantityOf(instrument) : accounts[ledger.Account].BalanceAt(ledger.BaseAsset);
    }

    /// <summary>The signed quantity of one of the positions of an instrument; of the only one for <see cref="PositionSide.Flat"/>.</summary>
    public decimal HoldingOf(InstrumentIndex instrument, PositionSide side) => side == PositionSide.Flat || hedged is null ? HoldingOf(instrument) : hedged.QuantityOf(instrument, side);

    /// <summary>What is held of an instrument without sign, long and short positions added up.</summary>
    public decimal GrossHoldingOf(InstrumentIndex instrument) =>
        AccountOf(instrument).Setup.PositionMode == PositionMode.Hedge ? hedged!.GrossOf(instrument) : Math.Abs(HoldingOf(instrument));

    /// <summary>What a contract position was worth when it was entered, in its money; see <see cref="ContractValue"/>.</summary>
    /// <param name="instrument">The contract.</param>
    /// <param name="side">In hedge mode one of its positions; <see cref="PositionSide.Flat"/> for all together.</param>
    public decimal EntryValueOf(InstrumentIndex instrument, PositionSide side = PositionSide.Flat) => contracts?.CostOf(instrument, side) ?? 0m;

    /// <summary>What open contracts gained so far at the last prices, exact, in the session's currency.</summary>
    public decimal ExactUnrealized
    {
        get
        {
            var sum = 0m;
            if (contracts is null || contracts.IsEmpty) return sum;
            for (var index = 0; index < ledgers.Length; index++)
                if (ledgers[index].IsContract) sum += contracts.ExactUnrealized(index) * ToDecimalRate(QuoteRate(new InstrumentIndex(index)));
            return sum;
        }
    }

    /// <summary>What a quantity of an instrument is worth at a price without sign, in its money.</summary>
    public decimal NotionalOf(InstrumentIndex instrument, decimal quantity, decimal price) =>
        ContractValue.Notional(setup.Instruments[instrument.Value].Id.IsInverse, quantity, price);

    /// <summary>The currency that the account of an instrument has.</summary>
    public decimal CashOf(InstrumentIndex instrument)
    {
        ref readonly var ledger = ref ledgers[instrument.Value];
        return accounts[ledger.Account].BalanceAt(ledger.QuoteAsset);
    }

    /// <summary>What one account is worth now, in the session's currency.</summary>
    public double EquityOf(int account)
    {
        if (areMarksStale) RefreshMarks();
        var equity = 0.0;
        foreach (ref readonly var mark in marks.AsSpan(0, markCount))
            if (mark.Account == account) equity += mark.Balance * routes.RateAt(mark.Node);
        return contracts is null || contracts.IsEmpty ? equity : equity + UnrealizedOf(account);
    }

    /// <summary>Takes a new price of an instrument.</summary>
    public void PriceChanged(InstrumentIndex instrument, double price)
    {
        prices[instrument.Value] = price;
        routes.PriceChanged(instrument.Value, price);
    }

    /// <summary>Books a fill on the account of its instrument.</summary>
    public void Book(Fill fill) => Book(fill, fill.Notional);

    /// <summary>The same where it is known already what the fill is worth.</summary>
    internal void Book(Fill fill, decimal notional)
    {
        ref readonly var ledger = ref ledgers[fill.Instrument.Value];
        if (fill.PositionSide != PositionSide.Flat) hedged!.Book(fill);
        areMarksStale = true;
        if (ledger.IsContract) accounts[ledger.Account].BookContract(contracts!.Book(fill), fill, ledger.QuoteAsset);
        else accounts[ledger.Account].Book(fill, notional, ledger.BaseAsset, ledger.QuoteAsset);
    }

    /// <summary>Adds to a balance from outside (a deposit, a withdrawal when negative).</summary>
    public void Transfer(int account, string asset, decimal amount)
    {
        accounts[account].Transfer(asset, amount);
        areMarksStale = true;
    }

    /// <summary>A fill's fee in the currency in which its instrument is paid, whatever asset it was paid in, at the last prices.</summary>
    public decimal FeeInQuote(Fill fill)
    {
        var id = setup.Instruments[fill.Instrument.Value].Id;
        if (fill.FeeAsset == id.Money || Math.Sign(fill.Fee) == 0) return fill.Fee;
        if (fill.FeeAsset == id.Base && !id.IsInverse) return fill.Fee * fill.Price.Value;
        return fill.Fee * ToDecimalRate(RateOf(id.Venue, fill.FeeAsset) / QuoteRate(fill.Instrument));
    }

    /// <summary>A rate for exact arithmetic; 1 stays exactly 1, an unknown rate counts nothing.</summary>
    public static decimal ToDecimalRate(double rate) => rate == 1 ? 1m : double.IsFinite(rate) ? (decimal)rate : 0m;

    private InstrumentLedger LedgerOf(Instrument instrument)
    {
        var id = instrument.Id;
        var number = Array.FindIndex(accounts, candidate => candidate.Setup.Venue == id.Venue);
        var account = accounts[number];
        return new InstrumentLedger(number, account.IndexOf(id.Base), account.IndexOf(id.Money), routes.IndexOf(id.Venue, id.Money), id.IsContract);
    }

    /// <summary>What open contracts gained so far, in the session's currency.</summary>
    private double UnrealizedOf(int? account)
    {
        var sum = 0.0;
        for (var index = 0; index < ledgers.Length; index++)
            if (ledgers[index].IsContract && (account is null || account == ledgers[index].Account) && contracts!.IsOpen(index))
                sum += contracts.Unrealized(index) * routes.RateAt(ledgers[index].QuoteNode);
        return sum;
    }

    /// <summary>Keeps the balances that are not zero as doubles, so that marking costs a few multiplications.</summary>
    private void RefreshMarks()
    {
        areMarksStale = false;
        markCount = 0;
        for (var number = 0; number < accounts.Length; number++)
        {
            var account = accounts[number];
            var nodes = assetNodes[number];
            for (var asset = 0; asset < account.Assets.Count; asset++)
            {
                if (asset == nodes.Count) nodes.Add(routes.IndexOf(account.Setup.Venue, account.Assets[asset]));
                var balance = account.BalanceAt(asset);
                if (Math.Sign(balance) == 0) continue;
                if (markCount == marks.Length) Array.Resize(ref marks, Math.Max(8, marks.Length * 2));
                marks[markCount++] = new BalanceMark(Exact.ToDouble(DecimalForm.Canonical(balance)), nodes[asset], number);
            }
        }
    }

    private readonly record struct BalanceMark(double Balance, int Node, int Account);

    private readonly record struct InstrumentLedger(int Account, int BaseAsset, int QuoteAsset, int QuoteNode, bool IsContract);
}
