using System.Collections.Immutable;

namespace Tidemark.Strategies.Steering;

/// <summary>A strategy that an agent steers.</summary>
/// <param name="Name">How it is told apart from the others.</param>
/// <param name="Strategy">A built-in strategy, a preset or a file.</param>
/// <param name="Parameters">The parameters that stay as they are.</param>
/// <param name="Settings">What the agent sets: the weight first, where it does.</param>
public sealed record SteeredMember(string Name, string Strategy, ImmutableArray<KeyValuePair<string, string>> Parameters, ImmutableArray<SteeredSetting> Settings)
{
    /// <summary>How much it counts where the agent does not set that.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whether the agent sets how much it counts.</summary>
    public bool IsWeighed => Settings.Length > 0 && Settings[0].IsWeight;

    /// <summary>What the agent sets of its parameters.</summary>
    public ImmutableArray<SteeredSetting> Ranges => IsWeighed ? Settings[1..] : Settings;

    /// <summary>How many sets of parameters the agent can choose from: 1 where it sets none.</summary>
    public int Variants => Ranges.Aggregate(1, (product, range) => checked(product * range.Values.Length));

    /// <summary>A fresh strategy object with one of the sets of parameters.</summary>
    /// <param name="variant">Which: the places of the values, the last range's going fastest.</param>
    /// <exception cref="BadInputException">The strategy or a parameter is unknown, or these values do not go together.</exception>
    public Strategy Create(int variant)
    {
        var chosen = new List<KeyValuePair<string, string>>(Parameters);
        foreach (var range in Ranges.Reverse())
        {
            chosen.Add(KeyValuePair.Create(range.Name, range.Values[variant % range.Values.Length]));
            variant /= range.Values.Length;
        }
        try
        {
            return StrategyCatalog.Create(Strategy, chosen);
        }
        catch (BadInputException wrong) when (Ranges.Length > 0)
        {
            throw new BadInputException($"{Name} with {string.Join(", ", chosen.Skip(Parameters.Length).Select(pair => $"{pair.Key}={pair.Value}"))}: {wrong.Message}; every combination within the ranges must be possible", wrong);
        }
    }

    public override string ToString()
    {
        var items = Parameters.Select(pair => $"{pair.Key}={pair.Value}").Concat(Settings.Select(setting => $"{setting.Name}={setting.Text}"));
        if (!IsWeighed && Weight != 1) items = items.Append(FormattableString.Invariant($"{SteeredSetting.WeightName}={Weight}"));
        var text = string.Join(", ", items);
        return $"{Name} = {Strategy}({text})";
    }
}
