using Microsoft.Extensions.Logging;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;
using Tidemark.Cli.Logging;
using Tidemark.Node.Sessions;
using Tidemark.Server;
using Tidemark.Server.Access;
using Tidemark.Storage.Locking;

namespace Tidemark.Cli.Composition;

/// <summary>Runs a session and its server in this process, and ends both cleanly.</summary>
internal sealed class SessionHost(CommandContext context)
{
    /// <summary>One session at a time trades in a home.</summary>
    private const string LockName = "session";

    /// <summary>Returns when a person stopped it: by Ctrl-C or through the API.</summary>
    /// <exception cref="BadInputException">What was asked cannot be.</exception>
    /// <exception cref="Tidemark.Server.Hosting.PortTakenException">Another program listens on the port.</exception>
    /// <exception cref="HomeLockedException">Another process runs a session of this home.</exception>
    public async Task RunAsync(StartRequest request, int? port)
    {
        using var singleSession = ProcessLock.Acquire(context.Home.RunFolder, LockName, "start", TimeSpan.Zero);
        using var log = TidemarkLog.Open(context);
        using var logging = new LoggerFactory([log]);
        var listen = (Host: context.Configuration.Get(ServerSettings.Host), Port: port ?? context.Configuration.Get(ServerSettings.Port));
        // A port that is taken must leave neither a token nor a session behind.
        TidemarkServer.CheckAddress(listen.Host, listen.Port);
        var stored = TokenStore.LoadOrCreate(context.Home);
        log.Redactor.Add(stored.Token.Secret);
        var options = new ServerOptions
        {
            Host = listen.Host,
            Port = listen.Port,
            AllowedHosts = context.Configuration.Get(ServerSettings.AllowedHosts),
            Home = context.Home,
            Token = stored.Token,
        };
        var composer = new SessionComposer(context.Home, context.Configuration, TimeProvider.System);
        using var session = composer.Open(request);
        var server = await TidemarkServer.StartAsync(session, options, logging, context.Cancellation).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            using var address = ServerAddressFile.Write(context.Home, server.Address);
            await TradeAsync(session, composer.Notes, server, stored, logging.CreateLogger("Tidemark.Session")).ConfigureAwait(false);
        }
    }

    private async Task TradeAsync(PaperSession session, IReadOnlyList<string> notes, TidemarkServer server, StoredToken stored, ILogger log)
    {
        using var ending = new CancellationTokenSource();
        var trading = Task.Run(() => session.RunAsync(ending.Token));
        var banner = new StartBanner(context.Output, server.Address, stored, context.Home);
        banner.WriteLinks();
        banner.WriteNotes(notes);
        log.LogInformation("session {Session} started at {Address}", session.Current.SessionId, server.Address);
        var description = DescribeWhenReadyAsync(session, banner, ending.Token);
        var shutdown = server.WaitForShutdownAsync(context.Cancellation);
        await Task.WhenAny(trading, shutdown).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await description.ConfigureAwait(false);
        try
        {
            await trading.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.LogError(e, "session {Session} failed", session.Current.SessionId);
            throw;
        }
        log.LogInformation("session {Session} stopped", session.Current.SessionId);
        banner.WriteEnd(session.Current);
    }

    /// <summary>Says what the session does as soon as it does it: taking up and warming up may last a moment.</summary>
    private static async Task DescribeWhenReadyAsync(PaperSession session, StartBanner banner, CancellationToken ending)
    {
        try
        {
            var snapshot = session.Current;
            while (snapshot.Status is SessionStatus.Recovering or SessionStatus.WarmingUp)
                snapshot = await session.WaitForNewerAsync(snapshot.Version, ending).ConfigureAwait(false);
            if (snapshot.Status is not (SessionStatus.Failed or SessionStatus.Stopped)) banner.WriteDescription(snapshot, session.Repair?.ToString());
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was ready.
        }
    }
}
