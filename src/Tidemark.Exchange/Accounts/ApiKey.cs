namespace Tidemark.Exchange.Accounts;

/// <summary>How a client proves who it is: a shared secret, or the public part of an Ed25519 key (32 bytes) or of an EC key (SPKI).</summary>
internal sealed record ApiKey(string Key, string Secret, byte[]? Ed25519PublicKey = null, byte[]? EcPublicKey = null)
{
    /// <summary>Whether it may place and cancel orders.</summary>
    public bool MayTrade { get; init; } = true;

    /// <summary>Whether it says that it may withdraw. Nothing can be withdrawn here.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"key {Key}";
}
