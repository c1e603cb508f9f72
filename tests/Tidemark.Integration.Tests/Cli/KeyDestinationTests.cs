using Tidemark.Cli.Composition;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Cli;

/// <summary>A key goes to servers of its own environment only, and unencrypted to this machine only.</summary>
public sealed class KeyDestinationTests
{
    [Theory]
    [InlineData(VenueEnvironment.Testnet, "https://api.binance.com", "binance live")]
    [InlineData(VenueEnvironment.Testnet, "https://API.Binance.com.:443/", "binance live")]
    [InlineData(VenueEnvironment.Testnet, "https://api1.binance.com", "binance live")]
    [InlineData(VenueEnvironment.Live, "https://testnet.binance.vision", "binance testnet")]
    [InlineData(VenueEnvironment.Live, "https://api.kraken.com", "kraken live")]
    [InlineData(VenueEnvironment.Live, "http://api.binance.com", "without https")]
    [InlineData(VenueEnvironment.Testnet, "http://192.0.2.7:9443", "without https")]
    [InlineData(VenueEnvironment.Live, "http://localhost.example.com", "without https")]
    public void Key_IsRefused(VenueEnvironment environment, string server, string reason)
    {
        var refused = Assert.Throws<BadInputException>(() => KeyDestination.Ensure(Key(environment), new Uri(server)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VenueEnvironment.Live, "https://api.binance.com")]
    [InlineData(VenueEnvironment.Live, "https://api4.binance.com")]
    [InlineData(VenueEnvironment.Testnet, "https://testnet.binance.vision")]
    [InlineData(VenueEnvironment.Testnet, "https://demo-fapi.binance.com")]
    [InlineData(VenueEnvironment.Live, "http://localhost:9443")]
    [InlineData(VenueEnvironment.Testnet, "http://127.0.0.1:9443")]
    [InlineData(VenueEnvironment.Live, "http://[::1]:9443")]
    [InlineData(VenueEnvironment.Live, "https://exchange.example.com")]
    public void Key_IsSent(VenueEnvironment environment, string server) => KeyDestination.Ensure(Key(environment), new Uri(server));

    private static VenueCredential Key(VenueEnvironment environment) => new(new CredentialId("binance", environment, CredentialId.DefaultAccount), "a-key-of-a-test", "a-secret-of-a-test", null, "a test");
}
