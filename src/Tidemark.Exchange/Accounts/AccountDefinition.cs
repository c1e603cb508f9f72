namespace Tidemark.Exchange.Accounts;

/// <summary>An account as it was asked for, with keys in the form of the dialect.</summary>
/// <param name="Secret">Binance: the shared secret, or <c>ed25519=</c> and the public key in base64 (32 bytes, or the SPKI of a PEM file).</param>
public sealed record AccountDefinition(string Name, string Key, string Secret)
{
    /// <summary>Where a venue has one.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Whether the exchange made the keys itself, so that nobody has them elsewhere.</summary>
    public bool AreKeysMade { get; init; }

    /// <summary>Whether the key may place and cancel orders.</summary>
    public bool MayTrade { get; init; } = true;

    /// <summary>Whether the key says that it may withdraw, so that clients can be tried that refuse such keys.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Opening balances by asset.</summary>
    public IReadOnlyDictionary<string, decimal> Balances { get; init; } = new Dictionary<string, decimal>();
}
