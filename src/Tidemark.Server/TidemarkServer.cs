using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tidemark.Node.Sessions;
using Tidemark.Server.Access;
using Tidemark.Server.Hosting;

namespace Tidemark.Server;

/// <summary>The HTTP side of a session: JSON below <c>/api/v1</c>, a stream of events, a page, and the documentation of all that.</summary>
public sealed class TidemarkServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly TaskCompletionSource stopRequested;

    private TidemarkServer(WebApplication application, TaskCompletionSource stopRequested, ServerOptions options)
    {
        this.application = application;
        this.stopRequested = stopRequested;
        Port = PortOf(application);
        Address = AddressFor(options.Host, Port);
    }

    /// <summary>The port in use, also when any free one was asked for.</summary>
    public int Port { get; }

    /// <summary>Where a browser finds the page: <c>http://localhost:8000/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Completes when a client asks the program to stop.</summary>
    public Task StopRequested => stopRequested.Task;

    /// <summary>Every route that requests are matched against: <c>get /health</c>.</summary>
    internal IEnumerable<string> MappedRoutes =>
        from endpoint in ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        where method != HttpMethods.Head
        select $"{method.ToLowerInvariant()} {endpoint.RoutePattern.RawText}";

    /// <summary>The address that logs a browser in. It contains the token: print it, never log it.</summary>
    public static string LoginLink(Uri address, AccessToken token) => $"{new Uri(address, "/login")}?token={Uri.EscapeDataString(token.Secret)}";

    /// <summary>Where a browser on this machine finds a server that listens on a host (see <see cref="ServerOptions.Host"/>) and port.</summary>
    public static Uri AddressFor(string host, int port)
    {
        var isEverywhere = host == ServerOptions.Everywhere
            || IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address));
        return new UriBuilder(Uri.UriSchemeHttp, isEverywhere ? ServerOptions.Localhost : host, port).Uri;
    }

    /// <summary>Refuses an address that cannot be listened on, before anything depends on it.</summary>
    /// <exception cref="BadInputException">The message names the address and says how to choose another.</exception>
    public static void CheckAddress(string host, int port) => ListenFailure.Check(host, port);

    /// <summary>Starts to listen; returns when requests are answered.</summary>
    /// <param name="session">What to show and to command.</param>
    /// <param name="options">Where to listen and who may use it.</param>
    /// <param name="logging">Where warnings go; nothing secret is among them.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="BadInputException">The address cannot be listened on; the message names it and says how to choose another.</exception>
    /// <exception cref="PortTakenException">Another program listens there.</exception>
    public static async Task<TidemarkServer> StartAsync(ISessionView session, ServerOptions options, ILoggerFactory? logging = null, CancellationToken cancellation = default)
    {
        var stopRequested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var application = ServerBuilder.Build(session, options, logging ?? NullLoggerFactory.Instance, () => stopRequested.TrySetResult());
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new TidemarkServer(application, stopRequested, options);
        }
        catch (Exception e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            if (ListenFailure.Explain(e, options.Host, options.Port) is { } refusal) throw refusal;
            throw;
        }
    }

    /// <summary>Waits until a client asks for a stop or the token is canceled (Ctrl-C), whichever comes first.</summary>
    public async Task WaitForShutdownAsync(CancellationToken interruption)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = interruption.Register(() => interrupted.TrySetResult()).ConfigureAwait(false);
        await Task.WhenAny(StopRequested, interrupted.Task).ConfigureAwait(false);
    }

    /// <summary>Ends streams, lets requests finish for a moment, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static int PortOf(WebApplication application)
    {
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
    }
}
