using System.Net;
using System.Net.Sockets;
using Tidemark.Server;
using Tidemark.Server.Access;
using Tidemark.Server.Hosting;

namespace Tidemark.Integration.Tests.Server;

public sealed class ListeningTests
{
    private static readonly ServerOptions Options = new() { Port = 0, Home = ServerUnderTest.EmptyHome, Token = AccessToken.Create() };

    [Theory]
    [InlineData(AddressFamily.InterNetwork, "localhost")]
    [InlineData(AddressFamily.InterNetworkV6, "localhost")]
    [InlineData(AddressFamily.InterNetwork, "127.0.0.1")]
    public async Task Port_InUse_IsRefusedInOneLineThatNamesItAndAnother(AddressFamily family, string host)
    {
        Assert.SkipWhen(family == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6, "this machine has no IPv6");
        using var other = new TcpListener(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var failure = await Assert.ThrowsAsync<PortTakenException>(() => TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options with { Port = port, Host = host }));
        Assert.StartsWith($"port {port} is in use by another program", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--port ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData(-1, "localhost", "--port -1")]
    [InlineData(65536, "localhost", "--port 65536")]
    [InlineData(0, "example", "'example' is not an address")]
    [InlineData(0, "203.0.113.77", "no network card")]
    public async Task Address_ThatCannotBe_IsRefused(int port, string host, string message)
    {
        var failure = await Assert.ThrowsAsync<BadInputException>(() => TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options with { Port = port, Host = host }));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_AfterTheEnd_IsFree()
    {
        var first = await TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options);
        await first.DisposeAsync();
        await using var second = await TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options with { Port = first.Port });
        Assert.Equal(first.Port, second.Port);
        Assert.Equal($"http://localhost:{first.Port}/", second.Address.ToString());
    }

    [Fact]
    public async Task Server_ByDefault_ListensOnLoopbackOnly()
    {
        await using var server = await TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options);
        // The same port is still free on the other addresses of this machine.
        using var elsewhere = new TcpListener(IPAddress.Parse("127.0.0.2"), server.Port);
        elsewhere.Start();
        Assert.Equal(server.Port, ((IPEndPoint)elsewhere.LocalEndpoint).Port);
    }

    [Fact]
    public async Task Interruption_EndsTheWaitForShutdown()
    {
        await using var server = await TidemarkServer.StartAsync(new FakeSession(Snapshots.Fresh()), Options);
        using var interruption = new CancellationTokenSource();
        var waiting = server.WaitForShutdownAsync(interruption.Token);
        Assert.False(waiting.IsCompleted);
        await interruption.CancelAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
