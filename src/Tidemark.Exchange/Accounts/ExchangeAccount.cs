namespace Tidemark.Exchange.Accounts;

/// <summary>Who trades: balances, and for clients the key that signs their requests.</summary>
/// <param name="number">Goes into the book; self-trade prevention compares it.</param>
/// <param name="isAgent">Whether it is one of the simulated traders, whose orders are forgotten when they end.</param>
internal sealed class ExchangeAccount(int number, string name, bool isAgent, ApiKey? key = null)
{
    public int Number { get; } = number;

    public string Name { get; } = name;

    public bool IsAgent { get; } = isAgent;

    public ApiKey? Key { get; } = key;

    public SortedDictionary<string, AssetBalance> Balances { get; } = new(StringComparer.Ordinal);

    public Instant UpdatedAt { get; set; }

    /// <summary>A fraction of what the fee is taken in.</summary>
    public decimal MakerFeeRate { get; set; } = 0.001m;

    public decimal TakerFeeRate { get; set; } = 0.001m;

    /// <summary>The most that a fee can be.</summary>
    public decimal HighestFeeRate => Math.Max(MakerFeeRate, TakerFeeRate);

    public AssetBalance Of(string asset)
    {
        if (!Balances.TryGetValue(asset, out var balance)) Balances.Add(asset, balance = new AssetBalance());
        return balance;
    }
}
