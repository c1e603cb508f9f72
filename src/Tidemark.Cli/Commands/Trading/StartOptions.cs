using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Configuration;
using Tidemark.Engine.Journaling;
using Tidemark.Research.Backtests;
using Tidemark.Strategies.Presets;

namespace Tidemark.Cli.Commands.Trading;

/// <summary>The options of <c>start</c> that say what the session is, beside those that it shares with <c>backtest</c>.</summary>
internal static class StartOptions
{
    /// <summary>Enough history for a chart, and for indicators that forget slowly.</summary>
    private const int HistoryBars = 300;

    public static readonly Option<string?> Strategy = new("--strategy") { Description = "The strategy (default: ma-cross); several joined by + share the account", HelpName = "NAME" };
    public static readonly Option<string[]> Instrument = new("--instrument") { Description = "What is traded on the generated market (default: BTC/USDT@synthetic); repeatable", HelpName = "I" };
    public static readonly Option<string[]> Replay = new("--replay") { Description = "Trade recorded bars of this instrument from the catalog; repeatable. --universe does so too", HelpName = "I" };
    public static readonly Option<string?> BarInterval = new("--interval") { Description = "Length of the bars that the strategy sees (default: 1m)", HelpName = "N" };
    public static readonly Option<decimal?> Cash = ParsedOption.Value("--cash", "N", "Cash of a new session in the quote currency (default: 100000)", ParseCash);

    public static readonly ImmutableArray<Symbol> All = [Strategy, Instrument, Replay, BarInterval, Cash, .. SessionOptions.All];

    /// <exception cref="BadInputException">A value cannot be read, or options exclude each other; the message names them.</exception>
    public static BacktestRequest Request(CommandContext context)
    {
        var replayed = InstrumentsOf(context, Replay);
        var named = InstrumentsOf(context, Instrument);
        if (replayed.Length > 0 && named.Any(id => !replayed.Contains(id))) throw new BadInputException($"--replay {replayed[0]} and --instrument {named.First(id => !replayed.Contains(id))} contradict each other");
        var own = new BacktestRequest
        {
            Strategy = context.Get(Strategy, SessionSettings.Strategy),
            Instruments = replayed.Length > 0 ? replayed : named.Length > 0 || context.IsGiven(SessionOptions.Universe) ? named : [context.Configuration.Get(SessionSettings.Instrument)],
            Interval = context.Get(BarInterval) is { } interval ? SessionOptions.ParseInterval(interval)
                : StrategyPresets.Find(context.Get(Strategy, SessionSettings.Strategy))?.Interval ?? context.Configuration.Get(SessionSettings.BarInterval),
            Cash = context.Get(Cash, SessionSettings.Cash),
            HistoryBars = HistoryBars,
        };
        return SessionOptions.Complete(own, context);
    }

    /// <summary>Everything typed that decides what the session is.</summary>
    public static ImmutableArray<NamedText> Typed(CommandContext context) =>
        [.. All.OfType<Option>().SelectMany(option => context.TextsOf(option).Select(text => new NamedText(option.Name, text)))];

    /// <summary>The files among it, with the SHA-256 of what they say now. A strategy's own file has a check of its own.</summary>
    public static ImmutableArray<NamedText> Files(CommandContext context) =>
    [
        .. from option in (Option[])[SessionOptions.Params, SessionOptions.Universe, SessionOptions.Funding, SessionOptions.MarginTiers, SessionOptions.Latency]
           from text in context.TextsOf(option)
           let path = option == SessionOptions.Latency ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..] : text
           where File.Exists(path)
           select new NamedText($"{option.Name} {text}", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))),
    ];

    private static ImmutableArray<InstrumentId> InstrumentsOf(CommandContext context, Option<string[]> option) =>
        [.. (context.Get(option) ?? []).Select(text => SessionOptions.ParseInstrument(text, option.Name))];

    private static decimal ParseCash(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cash) && cash > 0m
            ? cash
            : throw new FormatException($"'{text}' is not an amount above 0");
}
