using System.Runtime.CompilerServices;
using Tidemark.Engine.Journaling;
using Tidemark.Strategies.Allocation;
using Tidemark.Strategies.Arbitrage;
using Tidemark.Strategies.Breakout;
using Tidemark.Strategies.Files;
using Tidemark.Strategies.Grids;
using Tidemark.Strategies.MarketMaking;
using Tidemark.Strategies.Passive;
using Tidemark.Strategies.Predictive;
using Tidemark.Strategies.Presets;
using Tidemark.Strategies.Reversion;
using Tidemark.Strategies.Rotation;
using Tidemark.Strategies.StatisticalArbitrage;
using Tidemark.Strategies.Steering;
using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies;

/// <summary>Every strategy by name: the built-in ones, and those in files by their path. A new built-in one is a class and a line here.</summary>
public static class StrategyCatalog
{
    private static readonly (string Name, Func<Strategy> Create)[] BuiltIn =
    [
        ("adx-trend", () => new AdxTrend()),
        ("avellaneda-stoikov", () => new AvellanedaStoikov()),
        ("baskets", () => new Baskets()),
        ("bollinger-reversion", () => new BollingerReversion()),
        ("buy-and-hold", () => new BuyAndHold()),
        ("cross-exchange-arbitrage", () => new CrossExchangeArbitrage()),
        ("cross-exchange-market-making", () => new CrossExchangeMarketMaking()),
        ("cross-sectional-reversal", () => new CrossSectionalReversal()),
        ("dca", () => new DollarCostAveraging()),
        ("donchian-turtle", () => new DonchianTurtle()),
        ("grid", () => new Grid()),
        ("ichimoku-cloud", () => new IchimokuCloud()),
        ("level-break", () => new LevelBreak()),
        ("ma-cross", () => new MaCross()),
        ("macd-trend", () => new MacdTrend()),
        ("managed-breakout", () => new ManagedBreakout()),
        ("model-signal", () => new ModelSignal()),
        ("model-steering", () => new ModelSteering()),
        ("momentum-rank", () => new MomentumRank()),
        ("opening-range", () => new OpeningRange()),
        ("pairs", () => new Pairs()),
        ("range-breakout", () => new RangeBreakout()),
        ("rebalance", () => new Rebalance()),
        ("rsi-reversion", () => new RsiReversion()),
        ("spot-perpetual-carry", () => new SpotPerpetualCarry()),
        ("spread-market-making", () => new SpreadMarketMaking()),
        ("stochastic-reversion", () => new StochasticReversion()),
        ("supertrend", () => new SuperTrendFollower()),
        ("time-series-momentum", () => new TimeSeriesMomentum()),
        ("triangular-arbitrage", () => new TriangularArbitrage()),
        ("volatility-squeeze", () => new VolatilitySqueeze()),
        ("vwap-reversion", () => new VwapReversion()),
        ("z-score-reversion", () => new ZScoreReversion()),
    ];

    /// <summary>Under which name a journal finds a strategy again that came from a file.</summary>
    private static readonly ConditionalWeakTable<Strategy, StrategyFile> Origins = [];

    /// <summary>Opens strategies in files; set once by the program before any is asked for. Null where files are not possible.</summary>
    public static IStrategyFiles? Files { get; set; }

    public static IEnumerable<string> Names => BuiltIn.Select(entry => entry.Name);

    /// <summary>A fresh strategy object with its parameters set from text.</summary>
    /// <param name="name">The name of a built-in strategy or a preset, or the path of a file.</param>
    /// <param name="parameters">Values by name.</param>
    /// <exception cref="BadInputException">The strategy or a parameter is unknown, a value is out of range, or the file is not a strategy.</exception>
    public static Strategy Create(string name, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var strategy = Create(name);
        StrategyParameter.Apply(strategy, parameters);
        return strategy;
    }

    /// <summary>A fresh strategy object with its parameters at their defaults.</summary>
    /// <exception cref="BadInputException">The strategy is unknown, or the file is not a strategy or has changed.</exception>
    internal static Strategy Create(string name)
    {
        var entry = BuiltIn.FirstOrDefault(candidate => candidate.Name == name);
        if (entry.Create is not null) return entry.Create();
        if (StrategyPresets.Find(name) is { } preset) return Create(preset.Strategy, preset.Parameters);
        if (!StrategyFile.IsMeantBy(name)) throw new BadInputException($"there is no strategy '{name}'{NearestNames.Hint(name, Names.Concat(StrategyPresets.All.Select(one => one.Name)))}");
        var (path, expected) = StrategyFile.Split(name);
        var file = (Files ?? throw new BadInputException($"strategy '{path}': this program opens no strategy files")).Open(path);
        if (expected is not null && expected != file.Sha256)
            throw new BadInputException($"{path}{(file.Parts.Count > 0 ? ", or a file that it names," : "")} is not the file that the session was started with: its SHA-256 was {expected} and is {file.Sha256}");
        var strategy = file.Create();
        Origins.Add(strategy, file);
        return strategy;
    }

    /// <summary>The file that a strategy came from; null for a built-in one.</summary>
    public static StrategyFile? OriginOf(Strategy strategy) => Origins.TryGetValue(strategy, out var file) ? file : null;

    /// <summary>The parameters of a strategy with the values in force, as text; those of its trading hours where they are set.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(Strategy strategy) =>
        [.. strategy.Parameters.Concat(HoursParameters.SetOn(strategy)).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.ValueOf(strategy)))];

    /// <summary>A strategy as a journal's first record names it.</summary>
    public static StrategyDescription Describe(Strategy strategy) =>
        new(OriginOf(strategy)?.Reference ?? strategy.Name, [.. ParametersOf(strategy).Select(pair => new NamedText(pair.Key, pair.Value))]);

    /// <summary>
    /// The name of a strategy in a journal's first record: of one from a file, what the file calls it now, even if it has changed since; as
    /// it was recorded where the file cannot be opened any more.
    /// </summary>
    public static string NameOf(StrategyDescription description)
    {
        if (!StrategyFile.IsMeantBy(description.Name)) return description.Name;
        try
        {
            return Create(StrategyFile.Split(description.Name).Name).Name;
        }
        catch (BadInputException)
        {
            return description.Name;
        }
    }

    /// <summary>A fresh strategy object from a journal's first record.</summary>
    /// <exception cref="BadInputException">This build has no such strategy or parameter, or the file it came from has changed.</exception>
    public static Strategy Create(StrategyDescription description) =>
        Create(description.Name, description.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Text)));
}
