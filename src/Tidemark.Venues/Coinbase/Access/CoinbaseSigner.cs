using System.Net.Http.Headers;
using Tidemark.Venues.Http;

namespace Tidemark.Venues.Coinbase.Access;

/// <summary>Puts a token into each request that is good for this one alone.</summary>
internal sealed class CoinbaseSigner(TokenSigner tokens) : ICallSigner
{
    public bool SendsOneByOne => false;

    public HttpRequestMessage Sign(VenueCall call, Uri baseAddress)
    {
        var message = VenueHttp.MessageOf(call, baseAddress);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.ForRequest(call.Method.Method, baseAddress.Authority, call.Path));
        return message;
    }
}
