namespace Tidemark.Exchange.Accounts;

/// <summary>An account as it was asked for.</summary>
/// <param name="Secret">The shared secret, or <c>ed25519=</c> and the public key in base64 (32 bytes, or the SPKI of a PEM file).</param>
public sealed record AccountDefinition(string Name, string Key, string Secret)
{
    /// <summary>Opening balances by asset.</summary>
    public IReadOnlyDictionary<string, decimal> Balances { get; init; } = new Dictionary<string, decimal>();
}
