using System.Collections.Immutable;
using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Configuration;
using Tidemark.Research.Backtests;
using Tidemark.Strategies.Presets;

namespace Tidemark.Cli.Commands.Backtest;

/// <summary>The options of <c>backtest</c> that say what is run, beside those that it shares with <c>start</c>, and the request that they make.</summary>
internal static class BacktestOptions
{
    public static readonly Option<string> Strategy = new("--strategy") { Description = "The strategy: a name of 'strategy list', or the path of a .cs, .yaml or .dll file; several joined by + share the account", HelpName = "NAME", Required = true };
    public static readonly Option<string[]> Instrument = new("--instrument") { Description = "BASE/QUOTE@venue; repeatable, at one venue or several", HelpName = "I" };
    public static readonly Option<string[]> Bars = new("--bars") { Description = "Run on a file of bars without importing it; one per instrument", HelpName = "FILE" };
    public static readonly Option<string[]> Depth = new("--depth") { Description = "Run on a recorded order book with its trades, FILE or FILE,BTC/USDT@binance; repeatable, one per instrument", HelpName = "FILE" };
    public static readonly Option<string?> Data = new("--data") { Description = "What of the catalog is run on: bars (default) or depth, the imported order books of the instruments", HelpName = "KIND" };
    public static readonly Option<string?> QueueModel = new("--queue-model") { Description = "Place of limit orders in the queue of an order book: risk-averse (default), power:N, log", HelpName = "MODEL" };
    public static readonly Option<decimal?> Cash = new("--cash") { Description = "Cash at the start in the quote currency (default 100000)", HelpName = "N" };
    public static readonly Option<string?> BarInterval = new("--interval") { Description = "Length of the bars: 1m, 1h, 1d; resampled from the finest stored where needed", HelpName = "N" };

    public static readonly Option<string[]> Signals = new("--signals") { Description = "Signals of a model or feed from a file (known_at,source,instrument,direction,strength,confidence,horizon); repeatable", HelpName = "FILE" };

    public static readonly ImmutableArray<Symbol> All = [Strategy, Instrument, Bars, Depth, Data, QueueModel, BarInterval, Cash, Signals, .. SessionOptions.All];

    /// <exception cref="BadInputException">A value cannot be read, or options exclude each other; the message names them.</exception>
    public static BacktestRequest Request(CommandContext context)
    {
        var own = new BacktestRequest
        {
            Strategy = context.Get(Strategy)!,
            Instruments = [.. (context.Get(Instrument) ?? []).Select(text => SessionOptions.ParseInstrument(text))],
            BarFiles = [.. context.Get(Bars) ?? []],
            DepthFiles = [.. (context.Get(Depth) ?? []).Select(DepthFile.Parse)],
            UsesStoredDepth = IsDepth(context.Get(Data)),
            QueueModel = context.Get(QueueModel),
            SignalFiles = [.. context.Get(Signals) ?? []],
            // A file tells the interval of its bars itself.
            Interval = context.Get(BarInterval) is { } interval ? SessionOptions.ParseInterval(interval) : context.Get(Bars) is { Length: > 0 } ? null : StrategyPresets.Find(context.Get(Strategy)!)?.Interval,
            Cash = context.Get(Cash) ?? context.Configuration.Get(BacktestSettings.Cash),
        };
        return SessionOptions.Complete(own, context);
    }

    private static bool IsDepth(string? kind) => kind switch
    {
        null or "bars" => false,
        "depth" => true,
        _ => throw new BadInputException($"--data: '{kind}' is not bars or depth"),
    };
}
