using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Contracts;

/// <summary>A position of an account; its quantity may be zero.</summary>
internal sealed class ContractPosition(Market market, ContractSide side)
{
    private const int ValueDecimals = 8;

    public Market Market { get; } = market;

    public ContractSide Side { get; } = side;

    /// <summary>Below zero for a short one.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>Quantity × price at the entry, with the sign of the quantity.</summary>
    public decimal EntryValue { get; private set; }

    public decimal EntryPrice => Quantity == 0 ? 0 : Math.Round(EntryValue / Quantity, ValueDecimals);

    /// <summary>What has been put aside for it, where it is isolated; a part of the wallet.</summary>
    public decimal IsolatedWallet { get; set; }

    /// <summary>What its closed parts have gained, before fees.</summary>
    public decimal RealizedPnl { get; private set; }

    public Instant UpdatedAt { get; set; }

    /// <summary>Whether the account has been warned that its margin runs out.</summary>
    public bool IsWarned { get; set; }

    /// <summary>Puts back a position that is new.</summary>
    public void Restore(decimal quantity, decimal entryValue, decimal isolatedWallet, decimal realizedPnl, Instant updatedAt) =>
        (Quantity, EntryValue, IsolatedWallet, RealizedPnl, UpdatedAt) = (quantity, entryValue, isolatedWallet, realizedPnl, updatedAt);

    public decimal ValueAt(decimal price) => Quantity * price;

    public decimal PnlAt(decimal price) => Quantity * price - EntryValue;

    /// <summary>Takes on a signed quantity at a price.</summary>
    /// <returns>What the closed part gained. Nothing is lost in rounding: what leaves the entry's value is what the gain is counted from.</returns>
    public decimal Apply(decimal quantity, decimal price)
    {
        var closed = Math.Sign(quantity) == -Math.Sign(Quantity) ? Math.Min(Math.Abs(quantity), Math.Abs(Quantity)) * Math.Sign(quantity) : 0;
        var gained = 0m;
        if (closed != 0)
        {
            var released = closed == -Quantity ? EntryValue : Math.Round(EntryValue * -closed / Quantity, ValueDecimals);
            gained = -closed * price - released;
            IsolatedWallet = closed == -Quantity ? 0 : Math.Round(IsolatedWallet * (Quantity + closed) / Quantity, ValueDecimals);
            Quantity += closed;
            EntryValue -= released;
            RealizedPnl += gained;
        }
        Quantity += quantity - closed;
        EntryValue += (quantity - closed) * price;
        if (Quantity == 0) IsWarned = false;
        return gained;
    }
}
