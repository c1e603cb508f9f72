using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;
using Tidemark.Engine.Sessions;
using Tidemark.Node.Recovery;
using Tidemark.Research.Backtests;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Research.Universes;
using Tidemark.Simulation.Contracts;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Composition;

/// <summary>
/// The options that mean the same for a backtest and for a paper session: account, costs, contracts, universe, limits; and the request
/// that they make. What is offered here works in both.
/// </summary>
internal static class SessionOptions
{
    public static readonly Option<string[]> Param = new("--param") { Description = "A parameter of the strategy (of one of several: strategy.name=value); repeatable", HelpName = "NAME=VALUE" };
    public static readonly Option<string?> Params = new("--params") { Description = "Parameters from a YAML or JSON file of names and values; --param overrides", HelpName = "FILE" };
    public static readonly Option<string?> TradingHours = new("--trading-hours") { Description = "Enter in this window of the day only, UTC: 08:00-16:00; exits are always possible", HelpName = "HH:MM-HH:MM" };
    public static readonly Option<string?> TradingDays = new("--trading-days") { Description = "Enter on these days only, UTC: mon-fri, or sat,sun", HelpName = "DAYS" };
    public static readonly Option<bool> FlatAtEnd = new("--flat-at-end") { Description = "Close positions and cancel orders when --trading-hours or --trading-days end" };
    public static readonly Option<string?> StrategyState = new("--strategy-state") { Description = "Let strategies begin with what those of the same name knew at the end of an earlier session (see docs/strategies.md)", HelpName = "SESSION" };
    public static readonly Option<string?> Model = new("--model") { Description = "What strategy model-signal asks: a registered model as NAME or NAME@VERSION ('models list'), or a file", HelpName = "MODEL" };
    public static readonly Option<string?> RetrainEvery = new("--retrain-every") { Description = "Train the model anew so often on what is known by then, such as 30d; what wins on held-out data takes over", HelpName = "N" };
    public static readonly Option<bool> RetrainOnDrift = new("--retrain-on-drift") { Description = "Train the model anew also when its losses have drifted, looked at once a day" };
    public static readonly Option<string?> DriftTestName = new("--drift-test") { Description = "How drift of losses is noticed: cusum (default; against the first losses), adwin (against those before, however long they were of one level), psi or ks (a hundred at a time against the distribution of the first)", HelpName = "HOW" };
    public static readonly Option<bool> RetrainFromStart = new("--retrain-from-start") { Description = "In a backtest: do not use what the model has learnt, but train it with its settings on what is known when trading starts, then as --retrain-every and --retrain-on-drift say" };
    public static readonly Option<string?> RetrainWindow = new("--retrain-window") { Description = "How far back samples of a training lie, such as 365d (default: all)", HelpName = "N" };
    public static readonly Option<string?> Universe = new("--universe") { Description = "A universe in place of --instrument: which instruments may be entered at which time; see docs/universe.md", HelpName = "FILE" };
    public static readonly Option<string?> From = new("--from") { Description = "First bar to trade, inclusive; earlier bars warm indicators up", HelpName = "TIME" };
    public static readonly Option<string?> To = new("--to") { Description = "End, exclusive", HelpName = "TIME" };
    public static readonly Option<string[]> Balance = new("--balance") { Description = "Another asset owned at the start, at one of several venues with @VENUE; repeatable", HelpName = "ASSET[@VENUE]=N" };
    public static readonly Option<string?> Currency = new("--currency") { Description = "Currency of the report (default: the quote currency of the first instrument)", HelpName = "ASSET" };
    public static readonly Option<string?> Account = new("--account") { Description = "spot or margin (default: margin where the strategy sells short or a contract is traded, else spot)", HelpName = "KIND" };
    public static readonly Option<decimal> Leverage = new("--leverage") { Description = "Positions over equity allowed on margin", HelpName = "N", DefaultValueFactory = _ => 1m };
    public static readonly Option<string[]> Funding = new("--funding") { Description = "Funding rates of a perpetual from a file (timestamp_ms,funding_rate); one per perpetual", HelpName = "FILE" };
    public static readonly Option<string?> Margin = new("--margin") { Description = "What stands behind contract positions: cross (default) or isolated", HelpName = "MODE" };
    public static readonly Option<string?> MarginTiers = new("--margin-tiers") { Description = "Maintenance margins of contracts from a JSON file (default: a built-in table)", HelpName = "FILE" };
    public static readonly Option<string[]> Convert = new("--convert") { Description = "An instrument loaded for its price alone, to convert currencies: BTC/USDT@binance; repeatable", HelpName = "I" };
    public static readonly Option<string[]> Transfer = new("--transfer") { Description = "How an asset may be moved from one venue to another: BTC@kraken=30m,fee:0.00015,min:0.0005,day:5, * for any asset; repeatable (default: not at all)", HelpName = "RULE" };

    public static readonly Option<string[]> BorrowRate = new("--borrow-rate") { Description = "Interest on what a margin account borrows, a fraction per day: 0.0002, or for one asset BTC=0.0001; repeatable", HelpName = "RATE" };
    public static readonly Option<string?> BorrowEvery = new("--borrow-every") { Description = "How often interest is charged (default 1h)", HelpName = "N" };
    public static readonly Option<decimal?> Quantity = new("--quantity") { Description = "Size of a position in base units", HelpName = "N" };
    public static readonly Option<decimal?> Stake = new("--stake") { Description = "Size of a position in quote currency", HelpName = "N" };
    public static readonly Option<decimal?> Allocation = new("--allocation") { Description = "Size of a position as a share of free equity (default 0.95)", HelpName = "F" };
    public static readonly Option<string?> Costs = new("--costs") { Description = "Fees of a venue by name: binance, binance-bnb, binance-tiers, coinbase-tiers, kraken-tiers, … (default: base tier of each instrument's venue); VENUE=NAME for one of several, joined by commas", HelpName = "NAME" };
    public static readonly Option<decimal?> FeeBasisPoints = new("--fee-bps") { Description = "One fee for maker and taker in basis points, instead of --costs", HelpName = "N" };
    public static readonly Option<string?> FeeAsset = new("--fee-asset") { Description = "What the fee is taken in: quote, received, or an asset such as BNB", HelpName = "ASSET" };
    public static readonly Option<decimal?> FeeDiscount = new("--fee-discount") { Description = "Fraction that the venue lets off for fees in --fee-asset, such as 0.25", HelpName = "F" };
    public static readonly Option<decimal?> PriorVolume = new("--prior-volume") { Description = "Own volume of the 30 days before, for fees by volume", HelpName = "N" };
    public static readonly Option<string?> Latency = new("--latency") { Description = "Milliseconds to the venue and back: none (default), fixed:OUT,BACK, sampled:MEDIAN,SLOW[,SEED], recorded:FILE", HelpName = "MODEL" };
    public static readonly Option<string?> Slippage = new("--slippage") { Description = "none, bps:N, spread:N, sqrt:Y, linear:K, volume-share:K, or several joined by + (default bps:2; none with next-open)", HelpName = "MODEL" };
    public static readonly Option<string?> FillModel = new("--fill-model") { Description = "worst-case (default) or next-open", HelpName = "NAME" };
    public static readonly Option<decimal?> Participation = new("--participation") { Description = "Share of a bar's volume that orders may take (default 0.1 with worst-case)", HelpName = "F" };
    public static readonly Option<decimal?> MaximumOrder = new("--max-order-notional") { Description = "Deny orders above this value in quote currency", HelpName = "N" };
    public static readonly Option<decimal?> MaximumPosition = new("--max-position-notional") { Description = "Deny orders that would make a position above this value", HelpName = "N" };

    public static readonly ImmutableArray<Symbol> All =
    [
        Param, Params, Model, RetrainEvery, RetrainWindow, RetrainOnDrift, RetrainFromStart, DriftTestName, TradingHours, TradingDays, FlatAtEnd, StrategyState, Universe, From, To, Balance, Currency, Convert, Account, Leverage, Margin, MarginTiers, Funding, BorrowRate, BorrowEvery, Transfer, Quantity, Stake, Allocation,
        Costs, FeeBasisPoints, FeeAsset, FeeDiscount, PriorVolume, Slippage, Latency, FillModel, Participation, MaximumOrder, MaximumPosition,
    ];

    /// <summary>What the shared options say, on top of what a command has found out by its own.</summary>
    /// <exception cref="BadInputException">A value cannot be read, or options exclude each other; the message names them.</exception>
    public static BacktestRequest Complete(BacktestRequest request, CommandContext context)
    {
        var fillModel = context.Get(FillModel, BacktestSettings.FillModel);
        return request with
        {
            Parameters = ParametersOf(context, request.Strategy),
            Retrain = RetrainOf(context.Get(RetrainEvery), context.Get(RetrainWindow), context.Get(RetrainOnDrift), context.Get(DriftTestName), context.Get(RetrainFromStart)),
            States = context.Get(StrategyState) is { } session ? StatesOf(context, session) : null,
            Universe = context.Get(Universe) is { } universe ? UniverseFile.Load(universe) : null,
            From = ParseTime(From, context),
            To = ParseTime(To, context),
            Balances = [.. NamedValues.Of(context.Get(Balance), Balance.Name, "BNB=10").Select(ParseBalance)],
            Currency = context.Get(Currency),
            Conversions = [.. (context.Get(Convert) ?? []).Select(text => ParseInstrument(text, Convert.Name))],
            Transfers = [.. context.Get(Transfer) ?? []],
            BorrowRates = [.. context.Get(BorrowRate) ?? []],
            BorrowEvery = context.Get(BorrowEvery) is { } every ? ParseInterval(every, BorrowEvery.Name) : null,
            Account = ParseAccount(context.Get(Account)),
            Leverage = context.Get(Leverage),
            FundingFiles = [.. context.Get(Funding) ?? []],
            Margin = ParseMargin(context.Get(Margin)),
            MarginTiers = context.Get(MarginTiers),
            Sizing = SizingOf(context),
            Costs = context.Get(Costs),
            FeeBasisPoints = context.Get(FeeBasisPoints),
            FeeAsset = context.Get(FeeAsset),
            FeeDiscount = context.Get(FeeDiscount),
            PriorVolume = context.Get(PriorVolume) ?? 0m,
            Latency = context.Get(Latency) ?? "none",
            // The plain fill model is plain in everything unless slippage is asked for by option.
            Slippage = context.Get(Slippage) ?? (fillModel == "next-open" ? null : context.Configuration.Get(BacktestSettings.Slippage).Name),
            FillModel = fillModel,
            ParticipationCap = context.Get(Participation),
            Limits = new RiskLimits(context.Get(MaximumOrder), context.Get(MaximumPosition)),
        };
    }

    private static SavedStrategies StatesOf(CommandContext context, string session)
    {
        var folder = new JournalStore(context.Home.JournalFolder).Find(session);
        return new SavedStrategies(folder.Name, [.. StrategyStates.Of(folder).Select(each => (each.Strategy, each.State.Values))]);
    }

    public static InstrumentId ParseInstrument(string text, string option = "--instrument") =>
        InstrumentId.TryParse(text, out var id) ? id : throw new BadInputException($"{option}: '{text}' is not an instrument; write BASE/QUOTE@venue, such as BTC/USDT@binance");

    public static Interval ParseInterval(string text, string option = "--interval") =>
        Interval.TryParse(text, out var interval) ? interval : throw new BadInputException($"{option}: '{text}' is not an interval; write a count and one of s m h d w M, such as 1m, 4h, 1d");

    private static Instant? ParseTime(Option<string?> option, CommandContext context)
    {
        if (context.Get(option) is not { } text) return null;
        return Instant.TryParse(text, out var time) ? time : throw new BadInputException($"{option.Name}: '{text}' is not a time such as 2024-03-01 or 2024-03-01T12:30:00Z");
    }

    private static AccountKind? ParseAccount(string? text) => text switch
    {
        null => null,
        "spot" => AccountKind.Spot,
        "margin" => AccountKind.Margin,
        _ => throw new BadInputException($"--account: '{text}' is not spot or margin"),
    };

    private static MarginMode ParseMargin(string? text) => text switch
    {
        null or "cross" => MarginMode.Cross,
        "isolated" => MarginMode.Isolated,
        _ => throw new BadInputException($"--margin: '{text}' is not cross or isolated"),
    };

    private static OwnedAsset ParseBalance(KeyValuePair<string, string> balance)
    {
        if (!decimal.TryParse(balance.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new BadInputException($"--balance {balance.Key}={balance.Value}: '{balance.Value}' is not a number");
        var (asset, venue) = balance.Key.Split('@', 2) is [var name, var at] ? (name, at) : (balance.Key, null);
        return new OwnedAsset(new Money(value, asset.ToUpperInvariant()), venue?.ToLowerInvariant());
    }

    private static SizingRule SizingOf(CommandContext context)
    {
        var (quantity, stake, allocation) = (context.Get(Quantity), context.Get(Stake), context.Get(Allocation));
        if (new[] { quantity, stake, allocation }.Count(value => value is not null) > 1) throw new BadInputException("--quantity, --stake and --allocation exclude each other");
        if (quantity is { } units) return new SizingRule(SizingKind.FixedQuantity, units);
        return stake is { } amount ? new SizingRule(SizingKind.Stake, amount) : new SizingRule(SizingKind.Allocation, allocation ?? context.Configuration.Get(BacktestSettings.Allocation));
    }

    /// <summary>Options of trading hours are parameters that every strategy has.</summary>
    private static IEnumerable<string> HoursOf(CommandContext context)
    {
        if (context.Get(TradingHours) is { } hours) yield return $"trading-hours={hours}";
        if (context.Get(TradingDays) is { } days) yield return $"trading-days={days}";
        if (context.Get(FlatAtEnd)) yield return "flat-at-end=true";
    }

    /// <summary>When a model is trained anew; null for never.</summary>
    /// <exception cref="BadInputException">A length or test cannot be read, or one is given alone.</exception>
    public static RetrainPlan? RetrainOf(string? every, string? window, bool onDrift, string? driftTest, bool fromStart = false)
    {
        if (driftTest is not (null or "cusum" or "adwin" or "psi" or "ks")) throw new BadInputException($"{DriftTestName.Name}: '{driftTest}' is not cusum, adwin, psi or ks");
        if (driftTest is not null && !onDrift) throw new BadInputException($"{DriftTestName.Name} needs {RetrainOnDrift.Name}");
        if (every is null && !onDrift && !fromStart) return window is null ? null : throw new BadInputException($"{RetrainWindow.Name} needs {RetrainEvery.Name}, such as {RetrainEvery.Name} 30d");
        return new RetrainPlan
        {
            Every = every is null ? null : RetrainPlan.ParseLength(every, RetrainEvery.Name),
            Window = window is null ? null : RetrainPlan.ParseLength(window, RetrainWindow.Name),
            OnDrift = onDrift,
            FromStart = fromStart,
            DriftTest = driftTest is null ? DriftTest.Cusum : Enum.Parse<DriftTest>(driftTest, ignoreCase: true),
        };
    }

    /// <summary>The model is a parameter of the strategy that asks it; a file is found again from anywhere.</summary>
    private static IEnumerable<string> ModelOf(CommandContext context, string strategy)
    {
        if (context.Get(Model) is not { } model) yield break;
        if (RegisteredModels.IsFile(model)) model = Path.GetFullPath(model);
        yield return strategy.Contains('+', StringComparison.Ordinal) ? $"model-signal.model={model}" : $"model={model}";
    }

    private static ImmutableArray<KeyValuePair<string, string>> ParametersOf(CommandContext context, string strategy)
    {
        var given = NamedValues.Of([.. context.Get(Param) ?? [], .. ModelOf(context, strategy), .. HoursOf(context)], Param.Name, "fast=10");
        var ofFile = context.Get(Params) is { } file ? ParameterFile.Load(file) : [];
        return [.. ofFile.Where(value => !given.Any(other => NamedValues.IsSame(other.Key, value.Key))), .. given];
    }
}
