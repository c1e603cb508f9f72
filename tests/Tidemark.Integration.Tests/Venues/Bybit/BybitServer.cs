using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tidemark.Integration.Tests.Venues.Bybit;

/// <summary>A small server that speaks public data of Bybit's API V5 about markets that move by chance from a seed.</summary>
internal sealed class BybitServer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly WebApplication application;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly List<BybitSession> sessions = [];
    private readonly Task running;

    private BybitServer(WebApplication application, TimeProvider time, int minutesOfPast)
    {
        (this.application, this.time) = (application, time);
        Markets =
        [
            new BybitMarket("spot", "BTCUSDT", 0.1m, 0.000001m, 693_725, 1, Now, minutesOfPast),
            new BybitMarket("spot", "ETHUSDT", 0.01m, 0.00001m, 211_450, 2, Now, minutesOfPast),
            new BybitMarket("linear", "BTCUSDT", 0.1m, 0.001m, 693_610, 3, Now, minutesOfPast),
        ];
        Topics = [.. Markets.SelectMany(market => new[] { 1, 50, 200 }.Select(levels => (market, new BybitTopic(market, levels))))];
        running = RunAsync();
    }

    public Uri Address { get; private set; } = null!;

    public bool IsFrozen { get; set; }

    public IReadOnlyList<BybitMarket> Markets { get; }

    public IReadOnlyList<(BybitMarket Market, BybitTopic Topic)> Topics { get; }

    public Instant Now => Instant.FromDateTime(time.GetUtcNow().UtcDateTime);

    public static async Task<BybitServer> StartAsync(TimeProvider time, int minutesOfPast)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Tidemark", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new BybitServer(application, time, minutesOfPast);
        var answers = new BybitAnswers(server);
        application.UseWebSockets();
        application.Run(http => http.WebSockets.IsWebSocketRequest ? server.ServeSocketAsync(http) : AnswerAsync(http, () => server.Read(() => answers.Answer(http.Request.Path, http.Request.Query))));
        await application.StartAsync();
        server.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Looks at the markets while they do not move.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (gate) return read();
    }

    public BybitMarket Market(string category, string symbol) => Markets.Single(market => market.Category == category && market.Symbol == symbol);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.False(running.IsFaulted, running.Exception?.ToString());
        await application.StopAsync();
        await application.DisposeAsync();
        ending.Dispose();
    }

    private static async Task AnswerAsync(HttpContext http, Func<string> answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer(), http.RequestAborted);
    }

    /// <summary>Moves the markets; what fails here is told at the end.</summary>
    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(ending.Token))
        {
            lock (gate)
            {
                if (IsFrozen) continue;
                foreach (var market in Markets) Move(market);
            }
        }
    }

    private void Move(BybitMarket market)
    {
        var (trades, closed) = market.MoveTo(Now);
        foreach (var (_, topic) in Topics.Where(item => item.Market == market))
            if (topic.Change() is { } change) Send(market, $"orderbook.{topic.Levels}.{market.Symbol}", change);
        foreach (var bar in closed) Send(market, $"kline.1.{market.Symbol}", BybitAnswers.Kline(market, bar, isClosed: true));
        if (trades.Count > 0)
        {
            Send(market, $"publicTrade.{market.Symbol}", BybitAnswers.TradeMessage(market, trades));
            Send(market, $"kline.1.{market.Symbol}", BybitAnswers.Kline(market, market.Growing, isClosed: false));
        }
        if (market.Category == "linear") Send(market, $"tickers.{market.Symbol}", BybitAnswers.Ticker(market, isSnapshot: false));
    }

    private void Send(BybitMarket market, string topic, string message)
    {
        foreach (var session in sessions)
            if (session.Category == market.Category && session.Topics.Contains(topic)) session.Send(message);
    }

    private async Task ServeSocketAsync(HttpContext http)
    {
        var category = http.Request.Path.Value!.Split('/')[^1];
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var session = new BybitSession(category, socket);
        lock (gate) sessions.Add(session);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending.Token);
        try
        {
            await session.RunAsync(text => { lock (gate) Take(session, text); }, until.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client, or the test, ended first.
        }
        finally
        {
            lock (gate) sessions.Remove(session);
        }
        http.Abort();
    }

    /// <summary><c>{"op":"subscribe","req_id":"s0","args":["orderbook.200.BTCUSDT"]}</c> and the like.</summary>
    private void Take(BybitSession session, string text)
    {
        using var document = JsonDocument.Parse(text);
        var operation = document.RootElement.GetProperty("op").GetString()!;
        var id = document.RootElement.TryGetProperty("req_id", out var given) ? given.GetString()! : "";
        var topics = document.RootElement.TryGetProperty("args", out var args) ? args.EnumerateArray().Select(item => item.GetString()!).ToArray() : [];
        var isFine = topics.Length <= 10 && topics.All(topic => IsThere(session.Category, topic));
        session.Send(JsonSerializer.Serialize(new { success = isFine, ret_msg = operation == "ping" ? "pong" : isFine ? "" : "error:handler not found", conn_id = "test", req_id = id, op = operation }));
        if (!isFine) return;
        foreach (var topic in topics)
        {
            if (operation == "unsubscribe") session.Topics.Remove(topic);
            // A topic that is there already begins nothing anew.
            else if (session.Topics.Add(topic)) Begin(session, topic);
        }
    }

    private void Begin(BybitSession session, string topic)
    {
        var market = Market(session.Category, topic.Split('.')[^1]);
        if (topic.StartsWith("orderbook.", StringComparison.Ordinal))
            session.Send(Topics.Single(item => item.Market == market && item.Topic.Levels == int.Parse(topic.Split('.')[1], CultureInfo.InvariantCulture)).Topic.Snapshot());
        if (topic.StartsWith("tickers.", StringComparison.Ordinal)) session.Send(BybitAnswers.Ticker(market, isSnapshot: true));
    }

    private bool IsThere(string category, string topic)
    {
        var parts = topic.Split('.');
        return Markets.Any(market => market.Category == category && market.Symbol == parts[^1]) && (parts[0] switch
        {
            "orderbook" => parts[1] is "1" or "50" or "200",
            "kline" => parts[1] is "1",
            "publicTrade" or "tickers" => true,
            _ => false,
        });
    }
}
