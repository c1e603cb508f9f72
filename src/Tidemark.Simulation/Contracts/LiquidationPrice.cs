namespace Tidemark.Simulation.Contracts;

/// <summary>The mark price at which what stands behind a position equals the margin that it must keep.</summary>
/// <remarks>
/// For a linear contract the formula of Binance (How to calculate liquidation price of USDⓈ-M futures contracts,
/// binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93), long and short positions of hedge mode included; for an inverse one, and
/// for margin on the entry's value, those of Bybit (Liquidation price calculation under isolated mode, bybit.com/en/help-center). The step
/// of the margin table is that of the position's value at the liquidation price itself.
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
    public static decimal? Find(bool isInverse, decimal quantity, decimal entryValue, decimal backing, MaintenanceTable table, bool isOnEntryValue = false) =>
        Find(isInverse, [(quantity, entryValue)], backing, table, isOnEntryValue, 0m);

    /// <summary>The same for several positions of one contract that stand or fall together.</summary>
    /// <param name="isInverse">Whether the contract is inverse.</param>
    /// <param name="positions">At most a long and a short one, with their values at the entry.</param>
    /// <param name="backing">What stands behind them besides their own profit.</param>
    /// <param name="table">The margin that each must keep.</param>
    /// <param name="isOnEntryValue">Whether that goes by the entry's value.</param>
    /// <param name="near">Where there are several such prices (a rise as well as a fall ends a hedge that is nearly even), the nearest to this one.</param>
    /// <returns>Null when no price liquidates them.</returns>
    public static decimal? Find(bool isInverse, ReadOnlySpan<(decimal Quantity, decimal EntryValue)> positions, decimal backing, MaintenanceTable table, bool isOnEntryValue, decimal near)
    {
        var (held, rest) = (0m, backing);
        foreach (var (quantity, entryValue) in positions)
        {
            held += quantity;
            rest -= entryValue;
            if (isOnEntryValue) rest -= table.MarginOf(Math.Abs(entryValue));
        }
        if (isOnEntryValue) return Solve(isInverse, held, rest, 0m);
        var (first, second) = (positions[0].Quantity, positions.Length > 1 ? positions[1].Quantity : 0m);
        decimal? found = null;
        for (var one = 0; one < table.Tiers.Length; one++)
        {
            for (var two = 0; two < (second == 0m ? 1 : table.Tiers.Length); two++)
            {
                var (tierOne, tierTwo) = (table.Tiers[one], table.Tiers[two]);
                var kept = Math.Abs(first) * tierOne.Rate + Math.Abs(second) * tierTwo.Rate;
                var deducted = tierOne.Deduction + (second == 0m ? 0m : tierTwo.Deduction);
                if (Solve(isInverse, held, rest + deducted, kept) is not { } price) continue;
                if (!IsInTier(isInverse, first, price, table, one) || (second != 0m && !IsInTier(isInverse, second, price, table, two))) continue;
                if (found is not { } other || Math.Abs(price - near) < Math.Abs(other - near)) found = price;
            }
        }
        return found;
    }

    private static bool IsInTier(bool isInverse, decimal quantity, decimal price, MaintenanceTable table, int index)
    {
        var notional = ContractValue.Notional(isInverse, quantity, price);
        var end = index + 1 < table.Tiers.Length ? table.Tiers[index + 1].NotionalFrom : decimal.MaxValue;
        return notional >= table.Tiers[index].NotionalFrom && notional <= end;
    }

    /// <summary>Solves rest + value(price) = margin(price), where both are proportional to the price, or for inverse contracts to one over it.</summary>
    private static decimal? Solve(bool isInverse, decimal held, decimal rest, decimal kept)
    {
        // Linear: rest + held p - kept p = 0. Inverse: rest - held / p - kept / p = 0.
        var divisor = isInverse ? rest : kept - held;
        if (divisor == 0m) return null;
        var price = (isInverse ? held + kept : rest) / divisor;
        return price > 0m ? price : null;
    }
}
