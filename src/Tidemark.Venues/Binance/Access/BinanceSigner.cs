using System.Globalization;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Access;

/// <summary>
/// Makes signed requests: the key in a header, the venue's time of this moment and the window in which it is good, and the signature last.
/// Changes carry their parameters in the body, reads in the query.
/// </summary>
internal sealed class BinanceSigner(VenueCredential credential, PayloadSigner signer, VenueClock clock, Duration window) : ICallSigner
{
    public const string KeyHeader = "X-MBX-APIKEY";

    /// <summary>Marks a call that needs the key but no signature.</summary>
    public const string KeyOnly = "key-only";

    public bool SendsOneByOne => false;

    public HttpRequestMessage Sign(VenueCall call, Uri baseAddress)
    {
        var isForm = call.Method != HttpMethod.Get;
        var parameters = isForm ? call.Body ?? "" : call.Query;
        var payload = call.ContentType == KeyOnly ? parameters : Signed(parameters);
        var message = VenueHttp.MessageOf(isForm ? call with { Body = payload, ContentType = "application/x-www-form-urlencoded" } : call with { Query = payload }, baseAddress);
        message.Headers.Add(KeyHeader, credential.Key);
        return message;
    }

    private string Signed(string parameters)
    {
        var stamped = string.Create(CultureInfo.InvariantCulture, $"{parameters}{(parameters.Length > 0 ? "&" : "")}recvWindow={window.Nanoseconds / Instant.NanosecondsPerMillisecond}&timestamp={clock.Now.UnixMilliseconds}");
        return $"{stamped}&signature={Uri.EscapeDataString(signer.Sign(stamped))}";
    }
}
