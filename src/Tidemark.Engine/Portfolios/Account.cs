using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The balances of one account, exact, by asset. They change on fills and transfers only. On a spot account they are what is owned;
/// on a margin account a negative balance is a debt (cash) or a short position (base currency).
/// </summary>
public sealed class Account
{
    private readonly List<string> assets = [];
    private readonly List<decimal> balances = [];

    public Account(AccountSetup setup)
    {
        Setup = setup;
        WorstFee = setup.Fees.Worst;
        foreach (var balance in setup.Balances) balances[IndexOf(balance.Asset)] += balance.Value;
    }

    public AccountSetup Setup { get; }

    /// <summary>The higher of the two fee rates, a fraction.</summary>
    internal decimal WorstFee { get; }

    /// <summary>The assets in the order in which they were first seen.</summary>
    public IReadOnlyList<string> Assets => assets;

    /// <summary>The dense number of an asset in this account; adds it with a zero balance when it is new.</summary>
    public int IndexOf(string asset)
    {
        var index = assets.IndexOf(asset);
        if (index >= 0) return index;
        assets.Add(asset);
        balances.Add(0m);
        return assets.Count - 1;
    }

    public decimal Balance(string asset)
    {
        var index = assets.IndexOf(asset);
        return index < 0 ? 0m : DecimalForm.Canonical(balances[index]);
    }

    /// <summary>A balance for further arithmetic: exact, but perhaps with zeros at its end.</summary>
    internal decimal BalanceAt(int assetIndex) => balances[assetIndex];

    /// <summary>Adds to a balance (a deposit, a withdrawal when negative).</summary>
    public void Transfer(string asset, decimal amount) => Add(IndexOf(asset), amount);

    /// <summary>Books a fill: base and quote change hands, the fee leaves in its own asset.</summary>
    internal void Book(Fill fill, decimal notional, int baseAsset, int quoteAsset)
    {
        var isBuy = fill.Side == Side.Buy;
        Add(baseAsset, isBuy ? fill.Quantity.Value : -fill.Quantity.Value);
        Add(quoteAsset, isBuy ? -notional : notional);
        if (Math.Sign(fill.Fee) == 0) return;
        var feeAsset = ReferenceEquals(fill.FeeAsset, assets[quoteAsset]) ? quoteAsset : IndexOf(fill.FeeAsset);
        Add(feeAsset, -fill.Fee);
    }

    /// <summary>Books a fill of a contract: what its closing part gained comes in, the fee leaves in its own asset.</summary>
    internal void BookContract(decimal gained, Fill fill, int moneyAsset)
    {
        if (gained != 0m) Add(moneyAsset, gained);
        if (fill.Fee != 0m) Add(IndexOf(fill.FeeAsset), -fill.Fee);
    }

    private void Add(int asset, decimal amount) => balances[asset] = Exact.Add(balances[asset], amount);
}
