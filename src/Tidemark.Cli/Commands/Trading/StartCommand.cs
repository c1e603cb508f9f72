using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Logging;

namespace Tidemark.Cli.Commands.Trading;

/// <summary><c>start</c>: trades on paper and serves the page and the API until Ctrl-C.</summary>
internal static class StartCommand
{
    private static readonly Option<int?> Port = ParsedOption.Value("--port", "N", "TCP port of the page and the API; 0 takes any free one (default: 8000)", ParsePort);

    private static readonly Option<double?> Speed = ParsedOption.Value("--speed", "N", "How many times faster than real time a simulated or replayed market runs, such as 60x (default: what the session had, at first 60x)", ParseSpeed);

    private static readonly Option<string?> Market = new("--market")
    {
        Description = "Where prices come from: live, simulated or auto (live where a venue answers, else simulated)",
        HelpName = "MARKET",
    };

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Begin a new session; the journal of the last one is kept" };

    public static Command Create()
    {
        Market.AcceptOnlyFromAmong("auto", "live", "simulated");
        return new Command("start", "Trade on paper, with a page and an API; goes on with the session of the home if there is one")
            .With([Port, Fresh, Speed, Market, .. StartOptions.All, LogOptions.Format, LogOptions.Level])
            .Example("start")
            .Example("start --fresh --strategy rsi-reversion --param entry=25 --interval 5m --speed 300x")
            .Example("start --fresh --replay BTC/USD@bitfinex --interval 1h --speed 3600x --port 8001")
            .Example("start --fresh --strategy ma-cross+rsi-reversion --costs binance-tiers --slippage spread:2+sqrt:1 --latency fixed:80,40")
            .HandleAsync(Run);
    }

    private static async Task<int> Run(CommandContext context)
    {
        StrategyPrograms.Enable();
        await new SessionHost(context).RunAsync(RequestOf(context), context.Get(Port)).ConfigureAwait(false);
        return TidemarkCommandLine.Success;
    }

    private static StartRequest RequestOf(CommandContext context) => new()
    {
        Run = StartOptions.Request(context),
        IsReplay = context.IsGiven(StartOptions.Replay) || context.IsGiven(SessionOptions.Universe),
        Typed = StartOptions.Typed(context),
        Files = StartOptions.Files(context),
        Speed = context.Get(Speed),
        Market = context.Get(Market),
        Fresh = context.Get(Fresh),
    };

    private static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new FormatException($"'{text}' is not a port; write a number from 1 to 65535, or 0 for any free one");

    private static double ParseSpeed(string text)
    {
        var number = text.EndsWith('x') ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && double.IsFinite(speed) && speed > 0
            ? speed
            : throw new FormatException($"'{text}' is not a speed; write a number above 0, such as 60x for an hour in a minute");
    }
}
