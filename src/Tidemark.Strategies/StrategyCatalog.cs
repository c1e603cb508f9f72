using Tidemark.Engine.Journaling;
using Tidemark.Strategies.Breakout;
using Tidemark.Strategies.Passive;
using Tidemark.Strategies.Reversion;
using Tidemark.Strategies.Rotation;
using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies;

/// <summary>The built-in strategies by name. A new one is a class and a line here.</summary>
public static class StrategyCatalog
{
    private static readonly (string Name, Func<Strategy> Create)[] BuiltIn =
    [
        ("buy-and-hold", () => new BuyAndHold()),
        ("ma-cross", () => new MaCross()),
        ("managed-breakout", () => new ManagedBreakout()),
        ("momentum-rank", () => new MomentumRank()),
        ("rsi-reversion", () => new RsiReversion()),
    ];

    public static IEnumerable<string> Names => BuiltIn.Select(entry => entry.Name);

    /// <summary>A fresh strategy object with its parameters set from text.</summary>
    /// <exception cref="BadInputException">The strategy or a parameter is unknown, or a value is out of range.</exception>
    public static Strategy Create(string name, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var entry = BuiltIn.FirstOrDefault(candidate => candidate.Name == name);
        if (entry.Create is null) throw new BadInputException($"there is no strategy '{name}'{NearestNames.Hint(name, Names)}");
        var strategy = entry.Create();
        StrategyParameter.Apply(strategy, parameters);
        return strategy;
    }

    /// <summary>The parameters of a strategy with the values in force, as text.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(Strategy strategy) =>
        [.. StrategyParameter.Of(strategy.GetType()).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.ValueOf(strategy)))];

    /// <summary>A strategy as a journal's first record names it.</summary>
    public static StrategyDescription Describe(Strategy strategy) =>
        new(strategy.Name, [.. ParametersOf(strategy).Select(pair => new NamedText(pair.Key, pair.Value))]);

    /// <summary>A fresh strategy object from a journal's first record.</summary>
    /// <exception cref="BadInputException">This build has no such strategy or parameter.</exception>
    public static Strategy Create(StrategyDescription description) =>
        Create(description.Name, description.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Text)));
}
