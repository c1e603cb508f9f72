using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Backtesting;

/// <summary>
/// Says which strategy an entry of the ledger belongs to. Funding: each pays or gets what its own position would, whatever the others
/// hold. Interest: by the money that its positions bind, or by the coins that it is short. Fees of forced closing and what the insurance
/// fund bore: by what was closed of its position. Where none of that tells, and for what transfers cost, equal parts. What rounding leaves goes to the strategy with the
/// largest part, the first of several, so that the parts sum to the entry.
/// </summary>
internal sealed class LedgerSplit(SessionSetup setup, Portfolio portfolio, int strategies)
{
    private readonly decimal[] closed = new decimal[strategies];
    private bool isCharged;

    /// <summary>The parts of an entry's amount by strategy; valid until the next call.</summary>
    public decimal[] Of(LedgerEntry entry)
    {
        var parts = new decimal[strategies];
        if (strategies == 1)
        {
            parts[0] = entry.Amount;
            return parts;
        }
        if (entry.Fill is { } fill) NoteClosed(fill);
        switch (entry.Kind)
        {
            case LedgerKind.Funding: Funding(entry, parts); break;
            case LedgerKind.Interest: Share(entry.Amount, Borrowed(entry), parts); break;
            case LedgerKind.TransferFee: Share(entry.Amount, new decimal[strategies], parts); break;
            case LedgerKind.Liquidation or LedgerKind.Insurance or LedgerKind.Settlement:
                Share(entry.Amount, closed, parts);
                isCharged |= entry.Fill is null;
                break;
        }
        GiveRest(entry.Amount, parts);
        return parts;
    }

    private void NoteClosed(Fill fill)
    {
        if (isCharged) Array.Clear(closed);
        isCharged = false;
        closed[fill.Strategy] += fill.Quantity.Value;
    }

    private void Funding(LedgerEntry entry, decimal[] parts)
    {
        var isInverse = setup.Instruments[entry.Instrument.Value].Id.IsInverse;
        foreach (var position in portfolio.AllPositions)
        {
            if (position.Instrument != entry.Instrument || position.IsFlat) continue;
            var quantity = position.Quantity.Value;
            parts[position.Strategy] -= Math.Sign(quantity) * ContractValue.Notional(isInverse, quantity, (decimal)entry.Price) * (decimal)entry.Rate;
        }
    }

    /// <summary>Coins are charged with the price that made them money; money itself has none.</summary>
    private decimal[] Borrowed(LedgerEntry entry)
    {
        var isMoney = double.IsNaN(entry.Price);
        var (lent, coin) = (new decimal[strategies], setup.Instruments[entry.Instrument.Value].Id.Base);
        foreach (var position in portfolio.AllPositions)
        {
            var id = setup.Instruments[position.Instrument.Value].Id;
            if (position.IsFlat || id.IsContract || portfolio.Book.AccountIndexOf(position.Instrument) != entry.Account) continue;
            if (isMoney && id.Money == entry.Asset) lent[position.Strategy] += position.Quantity.Value * position.AveragePrice.Value;
            else if (!isMoney && id.Base == coin) lent[position.Strategy] -= position.Quantity.Value;
        }
        for (var strategy = 0; strategy < strategies; strategy++) lent[strategy] = Math.Max(0m, lent[strategy]);
        return lent;
    }

    private static void Share(decimal amount, decimal[] weights, decimal[] parts)
    {
        var whole = weights.Sum();
        for (var strategy = 0; strategy < parts.Length; strategy++) parts[strategy] = whole == 0m ? amount / parts.Length : amount * (weights[strategy] / whole);
    }

    private static void GiveRest(decimal amount, decimal[] parts)
    {
        var largest = 0;
        for (var strategy = 1; strategy < parts.Length; strategy++)
            if (Math.Abs(parts[strategy]) > Math.Abs(parts[largest])) largest = strategy;
        parts[largest] += amount - parts.Sum();
    }
}
