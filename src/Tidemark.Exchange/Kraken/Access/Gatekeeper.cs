using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Exchange.Kraken.Access;

/// <summary>Who may do what: key, signature, and a nonce that only rises.</summary>
internal sealed class Gatekeeper(ExchangeCore core)
{
    private readonly Dictionary<ExchangeAccount, ulong> nonces = [];

    /// <summary>The last nonce of an account's key.</summary>
    public ulong NonceOf(ExchangeAccount account) => nonces.GetValueOrDefault(account);

    /// <summary>The account whose key signed the request.</summary>
    public ExchangeAccount Signed(string path, string? key, string? signature, CallParameters parameters, string body)
    {
        if (string.IsNullOrEmpty(key) || core.FindAccount(key) is not { } account) throw new KrakenError("EAPI:Invalid key");
        var nonce = parameters["nonce"] ?? "";
        if (signature is null || !RequestSignature.IsValid(path, nonce, body, account.Key!.Secret, signature)) throw new KrakenError("EAPI:Invalid signature");
        if (!ulong.TryParse(nonce, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= NonceOf(account)) throw new KrakenError("EAPI:Invalid nonce");
        nonces[account] = number;
        return account;
    }
}
