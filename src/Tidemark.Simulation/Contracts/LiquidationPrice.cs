namespace Tidemark.Simulation.Contracts;

/// <summary>The mark price at which what stands behind a position equals the margin that it must keep.</summary>
/// <remarks>
/// For a linear contract the formula of Binance (How to calculate liquidation price of USDⓈ-M futures contracts,
/// binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93); for an inverse one, and for margin on the entry's value, those of Bybit
/// (Liquidation price calculation under isolated mode, bybit.com/en/help-center). The step of the margin table is that of the position's
/// value at the liquidation price itself.
/// </remarks>
public static class LiquidationPrice
{
    /// <param name="isInverse">Whether the contract is inverse.</param>
    /// <param name="quantity">Signed; not zero.</param>
    /// <param name="entryValue">Its value at the entry, see <see cref="ContractValue"/>.</param>
    /// <param name="backing">What stands behind it besides its own profit: wallet, and profit less margin of other positions.</param>
    /// <param name="table">The margin that it must keep.</param>
    /// <param name="isOnEntryValue">Whether that goes by the entry's value.</param>
    /// <returns>Null when no price liquidates it.</returns>
    public static decimal? Find(bool isInverse, decimal quantity, decimal entryValue, decimal backing, MaintenanceTable table, bool isOnEntryValue = false)
    {
        if (isOnEntryValue) return Solve(isInverse, quantity, backing - entryValue - table.MarginOf(Math.Abs(entryValue)), 0m);
        for (var index = 0; index < table.Tiers.Length; index++)
        {
            var tier = table.Tiers[index];
            if (Solve(isInverse, quantity, backing - entryValue + tier.Deduction, tier.Rate) is not { } price) continue;
            var notional = ContractValue.Notional(isInverse, quantity, price);
            var end = index + 1 < table.Tiers.Length ? table.Tiers[index + 1].NotionalFrom : decimal.MaxValue;
            if (notional >= tier.NotionalFrom && notional <= end) return price;
        }
        return null;
    }

    /// <summary>Solves rest + value(price) = rate x |value(price)|.</summary>
    private static decimal? Solve(bool isInverse, decimal quantity, decimal rest, decimal rate)
    {
        var side = quantity > 0m ? 1m : -1m;
        // Linear: rest + q p - side q p rate = 0. Inverse: rest - q / p - side q / p rate = 0.
        var divisor = isInverse ? rest : -quantity * (1m - side * rate);
        if (divisor == 0m) return null;
        var price = isInverse ? quantity * (1m + side * rate) / divisor : rest / divisor;
        return price > 0m ? price : null;
    }
}
