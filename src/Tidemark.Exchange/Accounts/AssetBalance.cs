namespace Tidemark.Exchange.Accounts;

/// <summary>What an account has of an asset, exact.</summary>
internal sealed class AssetBalance
{
    public decimal Free { get; set; }

    /// <summary>Held for open orders.</summary>
    public decimal Locked { get; set; }
}
