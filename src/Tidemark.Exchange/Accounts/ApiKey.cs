namespace Tidemark.Exchange.Accounts;

/// <summary>How a client proves who it is: a shared secret, or the public part of an Ed25519 key (32 bytes).</summary>
internal sealed record ApiKey(string Key, string Secret, byte[]? Ed25519PublicKey = null)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"key {Key}";
}
