using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tidemark.Node.Sessions;
using Tidemark.Server.Access;
using Tidemark.Server.Endpoints;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Hosting;

/// <summary>
/// Puts a server together out of the least that it needs: no configuration from files or environment can change where it listens,
/// and what it does not have need not be started.
/// </summary>
internal static class ServerBuilder
{
    private const int LargestBodyBytes = 64 * 1024;
    private const int MostConnections = 512;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);

    public static WebApplication Build(ISessionView session, ServerOptions options, ILoggerFactory logging, Action stop)
    {
        ListenFailure.CheckPort(options.Port);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tidemark",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<ILoggerFactory>(new WarningsOnly(logging));
        builder.Services.AddSingleton<IHostLifetime>(new OwnLifetime());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);
        var application = builder.Build();
        Arrange(application, session, options, logging.CreateLogger("Tidemark.Server"), stop);
        return application;
    }

    private static void Arrange(WebApplication application, ISessionView session, ServerOptions options, ILogger log, Action stop)
    {
        IEndpointRouteBuilder routes = application;
        IReadOnlyList<Endpoint> Endpoints() => [.. routes.DataSources.SelectMany(source => source.Endpoints)];
        var cookie = new SessionCookie(options.Token, options.Time);
        var gate = new Gate(options.Token, cookie, new WrongTokenLimit(options.Time), new RequestOrigin(options), log);
        var problems = new ProblemMiddleware(log, () => Endpoints().OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!));

        application.Use(SecurityHeaders.Add);
        application.Use(problems.Handle);
        application.Use(gate.CheckHost);
        application.UseRouting();
        application.Use(gate.CheckToken);

        new SessionEndpoints(session).Map(routes);
        new EventsEndpoint(session, options, application.Lifetime.ApplicationStopping).Map(routes);
        new CommandEndpoint(session, stop, log).Map(routes);
        new PredictionsEndpoint(session).Map(routes);
        new RunsEndpoint(options).Map(routes);
        IndicatorsEndpoint.Map(routes);
        new LoginEndpoint(gate, cookie).Map(routes);
        PageEndpoints.Map(routes, Endpoints);
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.RequestHeadersTimeout = HeaderPatience;
        kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1);
        if (options.Host == ServerOptions.Everywhere) kestrel.ListenAnyIP(options.Port);
        else if (options.Host != ServerOptions.Localhost) kestrel.Listen(ListenFailure.AddressOf(options.Host), options.Port);
        else if (options.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenLocalhost(options.Port);
    }
}
