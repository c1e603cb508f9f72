using Tidemark.Venues.Http;

namespace Tidemark.Venues.Reference;

/// <summary>Puts the key of the free plan into the header that CoinGecko reads it from.</summary>
internal sealed class CoinGeckoSigner(string key) : ICallSigner
{
    public bool SendsOneByOne => false;

    public HttpRequestMessage Sign(VenueCall call, Uri baseAddress)
    {
        var message = VenueHttp.MessageOf(call, baseAddress);
        message.Headers.Add("x-cg-demo-api-key", key);
        return message;
    }
}
