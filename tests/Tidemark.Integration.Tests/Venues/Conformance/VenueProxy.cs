using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Stands between a connector and its server, passes everything on, and spoils what a test wants spoiled.</summary>
internal sealed class VenueProxy : IAsyncDisposable
{
    private static readonly string[] HeadersOfTheConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Type", "Upgrade"];
    private readonly WebApplication application;
    private readonly HttpClient client;
    private readonly Uri target;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private CancellationTokenSource sockets = new();
    private int requests;

    private VenueProxy(WebApplication application, Uri target)
    {
        (this.application, this.target) = (application, target);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Given method and path of a request and the server's answer, says what the connector gets.</summary>
    public Func<string, ProxiedAnswer, ProxiedAnswer> Answers { get; set; } = (_, answer) => answer;

    /// <summary>Given a message of a stream, says what the connector gets instead: nothing, it, or several.</summary>
    public Func<string, IEnumerable<string>> Messages { get; set; } = message => [message];

    /// <summary>How many requests have come.</summary>
    public int Requests => Volatile.Read(ref requests);

    public static async Task<VenueProxy> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Tidemark", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var proxy = new VenueProxy(application, target);
        application.UseWebSockets();
        application.Run(http => http.WebSockets.IsWebSocketRequest ? proxy.PassSocketAsync(http) : proxy.PassAsync(http));
        await application.StartAsync();
        proxy.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return proxy;
    }

    /// <summary>Breaks every socket.</summary>
    public void DropSockets()
    {
        lock (gate)
        {
            sockets.Cancel();
            sockets.Dispose();
            sockets = new CancellationTokenSource();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await application.StopAsync();
        await application.DisposeAsync();
        client.Dispose();
        sockets.Dispose();
        ending.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending.Token);
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, until.Token);
            using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(target, http.Request.Path.Value + http.Request.QueryString.Value));
            if (body.Length > 0 || http.Request.ContentType is not null) request.Content = new ByteArrayContent(body.ToArray());
            if (http.Request.ContentType is { } type) request.Content!.Headers.TryAddWithoutValidation("Content-Type", type);
            // The name of the host too: some venues sign it.
            foreach (var (name, values) in http.Request.Headers.Where(header => !HeadersOfTheConnection.Contains(header.Key))) request.Headers.TryAddWithoutValidation(name, values.ToArray());
            using var response = await client.SendAsync(request, until.Token);
            var given = new ProxiedAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "application/json", await response.Content.ReadAsByteArrayAsync(until.Token));
            var answer = Answers($"{http.Request.Method} {http.Request.Path.Value}", given);
            if (answer == ProxiedAnswer.Never) await Task.Delay(Timeout.Infinite, until.Token);
            http.Response.StatusCode = answer.Status;
            http.Response.ContentType = answer.ContentType;
            foreach (var (name, values) in response.Headers.Where(header => !HeadersOfTheConnection.Contains(header.Key))) http.Response.Headers[name] = values.ToArray();
            await http.Response.Body.WriteAsync(answer.Body, until.Token);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private async Task PassSocketAsync(HttpContext http)
    {
        CancellationToken dropping;
        lock (gate) dropping = sockets.Token;
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending.Token, dropping);
        using var server = new ClientWebSocket();
        var address = new UriBuilder(new Uri(target, http.Request.Path.Value + http.Request.QueryString.Value)) { Scheme = Uri.UriSchemeWs }.Uri;
        try
        {
            await server.ConnectAsync(address, until.Token);
            using var connector = await http.WebSockets.AcceptWebSocketAsync();
            var (outward, inward) = (PumpAsync(connector, server, message => [message], until.Token), PumpAsync(server, connector, message => Messages(message), until.Token));
            await Task.WhenAny(outward, inward);
            await until.CancelAsync();
            await Task.WhenAll(outward, inward);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // One side ended, or was ended.
        }
        http.Abort();
    }

    private static async Task PumpAsync(WebSocket from, WebSocket to, Func<string, IEnumerable<string>> change, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        using var whole = new MemoryStream();
        while (true)
        {
            var part = await from.ReceiveAsync(buffer, cancellation);
            if (part.MessageType == WebSocketMessageType.Close) return;
            whole.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            var text = Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length);
            whole.SetLength(0);
            foreach (var message in change(text)) await to.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
    }
}
