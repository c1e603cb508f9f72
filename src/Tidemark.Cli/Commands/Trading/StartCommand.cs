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

    private static readonly Option<string?> Strategy = new("--strategy") { Description = "The strategy (default: ma-cross)", HelpName = "NAME" };

    private static readonly Option<string[]> Parameters = new("--param")
    {
        Description = "A parameter of the strategy; give the option once for each",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "What is traded (default: BTC/USDT@synthetic)");

    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars that the strategy sees (default: 1m)");

    private static readonly Option<InstrumentId?> Replay = ParsedOption.Instrument("--replay", "Trade recorded bars of this instrument from the catalog");

    private static readonly Option<double?> Speed = ParsedOption.Value("--speed", "N", "How many times faster than real time a simulated or replayed market runs, such as 60x (default: what the session had, at first 60x)", ParseSpeed);

    private static readonly Option<string?> Market = new("--market")
    {
        Description = "Where prices come from: live, simulated or auto (live where a venue answers, else simulated)",
        HelpName = "MARKET",
    };

    private static readonly Option<decimal?> Cash = ParsedOption.Value("--cash", "AMOUNT", "Cash of a new session in the quote currency (default: 100000)", ParseCash);

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Begin a new session; the journal of the last one is kept" };

    public static Command Create()
    {
        Market.AcceptOnlyFromAmong("auto", "live", "simulated");
        return new Command("start", "Trade on paper, with a page and an API; goes on with the session of the home if there is one")
            .With(Port, Strategy, Parameters, Instrument, BarInterval, Replay, Speed, Market, Cash, Fresh, LogOptions.Format, LogOptions.Level)
            .Example("start")
            .Example("start --fresh --strategy rsi-reversion --param entry=25 --interval 5m --speed 300x")
            .Example("start --fresh --replay BTC/USD@bitfinex --interval 1h --speed 3600x --port 8001")
            .HandleAsync(Run);
    }

    private static async Task<int> Run(CommandContext context)
    {
        await new SessionHost(context).RunAsync(RequestOf(context), context.Get(Port)).ConfigureAwait(false);
        return TidemarkCommandLine.Success;
    }

    private static StartRequest RequestOf(CommandContext context) => new()
    {
        Strategy = context.Get(Strategy),
        Parameters = [.. NamedValues.Of(context.Get(Parameters), Parameters.Name, "fast=10")],
        Instrument = context.Get(Instrument),
        Interval = context.Get(BarInterval),
        Replay = context.Get(Replay),
        Speed = context.Get(Speed),
        Market = context.Get(Market),
        Cash = context.Get(Cash),
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

    private static decimal ParseCash(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cash) && cash > 0m
            ? cash
            : throw new FormatException($"'{text}' is not an amount above 0");
}
