using System.Security.Cryptography;
using System.Text;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Exchange.Binance.Access;

/// <summary>The signature of a request: HMAC-SHA256 in hex of any case, or Ed25519 in base64.</summary>
internal static class RequestSignature
{
    /// <summary>What is signed: query string and body, joined without a sign between them, without the signature itself.</summary>
    public static string Payload(string query, string body) => WithoutSignature(query) + WithoutSignature(body);

    public static bool IsValid(ApiKey key, string payload, string signature)
    {
        var message = Encoding.UTF8.GetBytes(payload);
        try
        {
            return key.Ed25519PublicKey is { } publicKey
                ? Ed25519.Verify(publicKey, message, Convert.FromBase64String(signature.Replace(' ', '+')))
                : CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), message), Convert.FromHexString(signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string WithoutSignature(string form) =>
        form.Contains("signature=", StringComparison.Ordinal)
            ? string.Join('&', form.Split('&').Where(pair => !pair.StartsWith("signature=", StringComparison.Ordinal)))
            : form;
}
