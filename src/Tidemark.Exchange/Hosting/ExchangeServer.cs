using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Control;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.State;

namespace Tidemark.Exchange.Hosting;

/// <summary>A simulated exchange on a port of this machine, REST and WebSocket.</summary>
public sealed class ExchangeServer : IAsyncDisposable
{
    /// <summary>The venue pings every 20 seconds and waits a minute for the answer.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan PongPatience = TimeSpan.FromMinutes(1);

    private readonly WebApplication application;
    private readonly ExchangeLoop loop;
    private readonly StateKeeper? keeper;

    private ExchangeServer(WebApplication application, ExchangeLoop loop, StateKeeper? keeper)
    {
        (this.application, this.loop, this.keeper) = (application, loop, keeper);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(addresses.First());
    }

    /// <summary>Such as <c>http://127.0.0.1:9443/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Opens the exchange; returns when requests are answered.</summary>
    /// <exception cref="BadInputException">The dialect is not there, or an account is not right.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<ExchangeServer> StartAsync(ExchangeOptions options, CancellationToken cancellation = default)
    {
        var descriptor = ExchangeDialect.Of(options.Dialect);
        var clock = new ExchangeClock(options.Time, options.Speed);
        var state = options.StateFolder is { } folder ? ExchangeState.TryLoad(folder, descriptor.Name) : null;
        // Time went on while the exchange was closed, and never goes back.
        if (state is not null && state.Time > clock.Now) clock.Skip(state.Time - clock.Now);
        var start = state?.Time ?? clock.Now - options.History;
        var core = new ExchangeCore(StateReader.Continue(WithTapes(options.Markets ?? descriptor.Markets, options.Tapes), state?.Spot), start, descriptor.Fees);
        var contracts = descriptor.HasContracts ? new ContractCore(StateReader.Continue(Opening(options.Contracts ?? ContractMarkets.All, options.Tapes), state?.Contracts), start, core) : null;
        foreach (var account in options.Accounts) Open(core, contracts, descriptor, account);
        if (state is not null) StateReader.Restore(core, state.Spot);
        if (state?.Contracts is not null && contracts is not null) StateReader.Restore(contracts, state);
        var loop = new ExchangeLoop(core, clock, options.Seed, options.Time, contracts, options.Tapes, hasPast: state is not null);
        var dialect = descriptor.Create(loop);
        var director = new FaultDirector();
        await loop.AskAsync(() =>
        {
            core.Listener = dialect.Listener;
            core.Faults = new OrderFaults(core, director, loop.At);
            if (contracts is not null)
            {
                contracts.Listener = dialect.ContractListener;
                contracts.Faults = new OrderFaults(contracts, director, loop.At);
            }
            loop.Stepped = new TimedFaults(loop, director, dialect).Step;
            if (options.Faults is { } plan) director.Begin(plan, core.Time);
            return true;
        }).ConfigureAwait(false);
        var application = Build(options, loop, dialect, director);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new ExchangeServer(application, loop, options.StateFolder is null ? null : new StateKeeper(options, descriptor.Name, loop));
        }
        catch (Exception e)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            await loop.DisposeAsync().ConfigureAwait(false);
            if (e is AddressInUseException || e.InnerException is AddressInUseException or SocketException)
                throw new IOException($"--port {options.Port}: the port cannot be listened on; another program may use it (--port 0 takes any free one)", e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        if (keeper is not null) await keeper.DisposeAsync().ConfigureAwait(false);
        await loop.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The accounts that a saved state has, with their keys; none where there is no state.</summary>
    /// <exception cref="BadInputException">The state cannot be used.</exception>
    public static IReadOnlyList<AccountDefinition> SavedAccounts(string folder, string dialect) =>
        [.. ExchangeState.TryLoad(folder, dialect)?.Accounts.Select(account => account.ToDefinition()) ?? []];

    private static void Open(ExchangeCore core, ContractCore? contracts, ExchangeDialect dialect, AccountDefinition definition)
    {
        if (core.FindAccount(definition.Key) is not null) throw new BadInputException($"--account {definition.Name}: another account has the same key");
        var account = core.Open(definition.Name, isAgent: false, dialect.ReadKey(definition) with { MayTrade = definition.MayTrade, MayWithdraw = definition.MayWithdraw });
        foreach (var (asset, amount) in definition.Balances) account.Of(asset).Free = amount;
        if (contracts is null) return;
        // The wallet for perpetuals has as much of the margin asset again.
        contracts.Deposit(contracts.Open(definition.Name, isAgent: false, account.Key), definition.Balances.GetValueOrDefault(ContractCore.MarginAsset));
    }

    /// <summary>Markets that begin where their tapes do.</summary>
    private static IEnumerable<MarketRules> WithTapes(IReadOnlyList<MarketRules> markets, IReadOnlyList<MarketTape> tapes)
    {
        foreach (var tape in tapes)
            if (markets.All(market => market.Symbol != tape.Symbol))
                throw new BadInputException($"there is no market '{tape.Symbol}' to replay{NearestNames.Nearest(tape.Symbol, markets.Select(market => market.Symbol))}");
        return Opening(markets, tapes);
    }

    private static IEnumerable<MarketRules> Opening(IReadOnlyList<MarketRules> markets, IReadOnlyList<MarketTape> tapes) =>
        markets.Select(market => tapes.FirstOrDefault(tape => tape.Symbol == market.Symbol) is { } tape
            ? market with { OpeningPrice = Math.Max(market.PriceTick, Math.Round(tape.Prints[0].Price / market.PriceTick) * market.PriceTick) } : market);

    private static WebApplication Build(ExchangeOptions options, ExchangeLoop loop, IDialect dialect, FaultDirector director)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Tidemark", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        var stopping = application.Lifetime.ApplicationStopping;
        var control = new ControlApi(loop, director);
        var faults = new RequestFaults(loop, director, dialect, stopping);
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingInterval, KeepAliveTimeout = PongPatience });
        application.Run(http => http.Request.Path.StartsWithSegments("/control", StringComparison.Ordinal)
            ? control.HandleAsync(http)
            : faults.HandleAsync(http, () => ServeAsync(http, loop, dialect, director, stopping)));
        return application;
    }

    private static Task ServeAsync(HttpContext http, ExchangeLoop loop, IDialect dialect, FaultDirector director, CancellationToken stopping)
    {
        if (!http.WebSockets.IsWebSocketRequest) return dialect.AnswerAsync(http);
        http.Features.Set<IHttpWebSocketFeature>(new SocketFeature(http.Features.Get<IHttpWebSocketFeature>()!, http, loop, director, dialect, stopping));
        return dialect.ServeSocketAsync(http, stopping);
    }
}
