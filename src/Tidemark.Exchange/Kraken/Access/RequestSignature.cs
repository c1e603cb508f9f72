using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Exchange.Kraken.Access;

/// <summary>The header <c>API-Sign</c>: HMAC-SHA512 with the secret over the path and the SHA-256 of nonce and body.</summary>
internal static class RequestSignature
{
    /// <param name="path">Such as <c>/0/private/AddOrder</c>.</param>
    /// <param name="secret">In base64.</param>
    /// <returns>In base64.</returns>
    /// <exception cref="FormatException">The secret is not base64.</exception>
    public static string Of(string path, string nonce, string body, string secret)
    {
        var inner = SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body));
        byte[] message = [.. Encoding.UTF8.GetBytes(path), .. inner];
        return Convert.ToBase64String(HMACSHA512.HashData(Convert.FromBase64String(secret), message));
    }

    public static bool IsValid(string path, string nonce, string body, string secret, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(path, nonce, body, secret)), Encoding.UTF8.GetBytes(given));
}
