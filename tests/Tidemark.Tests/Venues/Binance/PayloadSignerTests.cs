using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Binance;

public sealed class PayloadSignerTests
{
    /// <summary>The key, secret and parameters of the example in the venue's documentation, "SIGNED Endpoint Examples".</summary>
    [Fact]
    public void Sign_WithASharedSecret_GivesTheDocumentedSignature()
    {
        var key = Credential("vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");
        Assert.Equal("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
            new PayloadSigner(key).Sign("symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559"));
    }

    [Fact]
    public void BrokenPrivateKey_IsRefused_WithoutShowingIt()
    {
        var error = Assert.Throws<BadInputException>(() => new PayloadSigner(Credential("some-key", "ed25519=notakey")));
        Assert.DoesNotContain("notakey", error.Message, StringComparison.Ordinal);
    }

    private static VenueCredential Credential(string key, string secret) => new(new CredentialId("binance", VenueEnvironment.Live, CredentialId.DefaultAccount), key, secret, null, "a test");
}
