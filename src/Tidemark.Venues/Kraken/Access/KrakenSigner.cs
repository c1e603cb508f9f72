using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Access;

/// <summary>Makes signed requests: a number that only grows before the parameters, the key in a header, and a signature of path, number and body in another.</summary>
/// <remarks>Source: Kraken's documentation, "Spot REST authentication".</remarks>
internal sealed class KrakenSigner : ICallSigner
{
    private readonly string key;
    private readonly byte[] secret;
    private readonly NonceFile nonces;

    /// <exception cref="BadInputException">The secret is no base64.</exception>
    public KrakenSigner(VenueCredential credential, NonceFile nonces)
    {
        (key, this.nonces) = (credential.Key, nonces);
        try
        {
            secret = Convert.FromBase64String(credential.Secret);
        }
        catch (FormatException)
        {
            throw new BadInputException($"{credential.Origin}: the secret of {credential} is not in base64, as {KrakenProfile.Name} gives it");
        }
    }

    /// <summary>A number that is overtaken by a later one is refused.</summary>
    public bool SendsOneByOne => true;

    public HttpRequestMessage Sign(VenueCall call, Uri baseAddress)
    {
        var nonce = nonces.Next().ToString(CultureInfo.InvariantCulture);
        var body = string.IsNullOrEmpty(call.Body) ? $"nonce={nonce}" : $"nonce={nonce}&{call.Body}";
        var message = VenueHttp.MessageOf(call with { Body = body }, baseAddress);
        message.Headers.Add("API-Key", key);
        message.Headers.Add("API-Sign", SignatureOf(secret, call.Path, nonce, body));
        return message;
    }

    public static string SignatureOf(byte[] secret, string path, string nonce, string body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(path), .. SHA256.HashData(Encoding.UTF8.GetBytes(nonce + body))];
        return Convert.ToBase64String(HMACSHA512.HashData(secret, signed));
    }
}
