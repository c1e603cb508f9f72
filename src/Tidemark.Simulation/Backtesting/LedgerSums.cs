using Tidemark.Engine.Portfolios;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What venues took and gave by themselves, summed by cause in the currency of the run at the prices of the moments.</summary>
internal sealed class LedgerSums
{
    private readonly List<LedgerEntry> entries = [];
    private readonly decimal[] paid = new decimal[Enum.GetValues<LedgerKind>().Length];
    private readonly int[] counts = new int[Enum.GetValues<LedgerKind>().Length];

    public void Add(LedgerEntry entry, double rate)
    {
        entries.Add(entry);
        counts[(int)entry.Kind]++;
        paid[(int)entry.Kind] -= entry.Amount * AccountBook.ToDecimalRate(rate);
    }

    /// <summary>Every entry in the order of booking.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    public int CountOf(LedgerKind kind) => counts[(int)kind];

    /// <summary>The causes that occurred. What the insurance fund bore makes a liquidation cheaper; a settlement's fee is a fee of forced closing too.</summary>
    public IReadOnlyList<AccountCost> Costs
    {
        get
        {
            var costs = new List<AccountCost>();
            Add(costs, CostKind.Funding, LedgerKind.Funding);
            Add(costs, CostKind.Interest, LedgerKind.Interest);
            Add(costs, CostKind.Liquidation, LedgerKind.Liquidation, LedgerKind.Insurance, LedgerKind.Settlement);
            Add(costs, CostKind.Transfers, LedgerKind.TransferFee);
            return costs;
        }
    }

    private void Add(List<AccountCost> costs, CostKind cost, params ReadOnlySpan<LedgerKind> kinds)
    {
        var (sum, count) = (0m, 0);
        foreach (var kind in kinds)
        {
            sum += paid[(int)kind];
            count += counts[(int)kind];
        }
        if (count > 0) costs.Add(new AccountCost(cost, DecimalForm.Canonical(sum)));
    }
}
