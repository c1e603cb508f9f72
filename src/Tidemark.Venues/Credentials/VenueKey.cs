using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Credentials;

/// <summary>What lets us act for an account. The secret is in no text that is made of it.</summary>
/// <param name="Environment">Where it is good: a key of the testnet is refused on the live venue, and the other way round.</param>
/// <param name="ApiKey">What names the key.</param>
/// <param name="Secret">Shared secret, or private key.</param>
/// <param name="Passphrase">Where the venue has one.</param>
public sealed record VenueKey(VenueEnvironment Environment, string ApiKey, string Secret, string? Passphrase = null)
{
    /// <summary>Only its beginning, so that people can tell keys apart.</summary>
    public override string ToString() => $"{Environment} key {(ApiKey.Length > 8 ? ApiKey[..4] + "…" : "…")}";
}
