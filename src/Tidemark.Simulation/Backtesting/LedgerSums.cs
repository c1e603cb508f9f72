using Tidemark.Engine.Portfolios;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What venues took and gave by themselves, summed by cause in the currency of the run at the prices of the moments.</summary>
internal sealed class LedgerSums
{
    private readonly List<LedgerEntry> entries = [];
    private readonly decimal[] paid = new decimal[Enum.GetValues<LedgerKind>().Length];
    private readonly int[] counts = new int[Enum.GetValues<LedgerKind>().Length];
    private readonly List<decimal[]> paidBy = [];

    /// <summary>Says which strategy an entry belongs to; null where that is not asked.</summary>
    public LedgerSplit? Split { get; set; }

    public void Add(LedgerEntry entry, double rate)
    {
        entries.Add(entry);
        counts[(int)entry.Kind]++;
        var unit = AccountBook.ToDecimalRate(rate);
        paid[(int)entry.Kind] -= entry.Amount * unit;
        if (Split is null) return;
        var parts = Split.Of(entry);
        for (var strategy = 0; strategy < parts.Length; strategy++)
        {
            if (strategy == paidBy.Count) paidBy.Add(new decimal[paid.Length]);
            paidBy[strategy][(int)entry.Kind] -= parts[strategy] * unit;
        }
    }

    /// <summary>Every entry in the order of booking.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    public int CountOf(LedgerKind kind) => counts[(int)kind];

    /// <summary>The causes that occurred. What the insurance fund bore makes a liquidation cheaper; a settlement's fee is a fee of forced closing too.</summary>
    public IReadOnlyList<AccountCost> Costs =>
        [.. Causes.Where(cause => cause.Kinds.Any(kind => counts[(int)kind] > 0)).Select(cause => new AccountCost(cause.Cost, SumOf(paid, cause.Kinds)))];

    /// <summary>The same by strategy.</summary>
    public IReadOnlyList<StrategyCost> CostsByStrategy =>
        [.. paidBy.SelectMany((own, strategy) => Causes.Where(cause => cause.Kinds.Any(kind => counts[(int)kind] > 0)).Select(cause => new StrategyCost(strategy, cause.Cost, SumOf(own, cause.Kinds))))];

    private static (CostKind Cost, LedgerKind[] Kinds)[] Causes =>
    [
        (CostKind.Funding, [LedgerKind.Funding]),
        (CostKind.Interest, [LedgerKind.Interest]),
        (CostKind.Liquidation, [LedgerKind.Liquidation, LedgerKind.Insurance, LedgerKind.Settlement]),
        (CostKind.Transfers, [LedgerKind.TransferFee]),
    ];

    private static decimal SumOf(decimal[] amounts, LedgerKind[] kinds) => DecimalForm.Canonical(kinds.Sum(kind => amounts[(int)kind]));
}
