using System.Collections.Immutable;
using Tidemark.Strategies.Files;

namespace Tidemark.Strategies;

/// <summary>
/// One strategy or several on one account, written <c>ma-cross+rsi-reversion</c>. With several, a parameter names its strategy:
/// <c>ma-cross.fast=10</c>; the second of the same name is <c>ma-cross-2</c>. A <c>+</c> in the path of a file that exists belongs to it.
/// </summary>
public static class StrategySet
{
    private const char Separator = '+';

    /// <summary>Fresh strategy objects with their parameters set from text.</summary>
    /// <param name="names">The strategies, joined by <c>+</c>.</param>
    /// <param name="parameters">Values by name, with the strategy's name before a dot where there are several.</param>
    /// <exception cref="BadInputException">A strategy or parameter is unknown, a value is out of range, or a parameter does not say whose it is.</exception>
    public static ImmutableArray<Strategy> Create(string names, IReadOnlyCollection<KeyValuePair<string, string>> parameters)
    {
        var kinds = Split(names);
        if (kinds.Count == 1) return [StrategyCatalog.Create(kinds[0], parameters)];
        if (kinds.Contains("")) throw new BadInputException($"--strategy: a name is missing in '{names}'");
        var strategies = kinds.Select(StrategyCatalog.Create).ToImmutableArray();
        var ids = StrategyNames.Unique([.. strategies.Select(strategy => strategy.Name)]);
        // Trading hours without a name hold for all.
        var common = parameters.Where(pair => HoursParameters.IsOne(pair.Key)).ToList();
        var shares = parameters.Except(common).ToLookup(pair => OwnerOf(pair.Key, ids), pair => KeyValuePair.Create(pair.Key[(pair.Key.IndexOf('.', StringComparison.Ordinal) + 1)..], pair.Value), StringComparer.Ordinal);
        for (var number = 0; number < ids.Length; number++) StrategyParameter.Apply(strategies[number], common.Concat(shares[ids[number]]));
        return strategies;
    }

    /// <summary>The parameters in force as text, named as <see cref="Create"/> reads them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(IReadOnlyList<Strategy> strategies)
    {
        if (strategies.Count == 1) return StrategyCatalog.ParametersOf(strategies[0]);
        var ids = StrategyNames.Unique([.. strategies.Select(strategy => strategy.Name)]);
        return [.. strategies.SelectMany((strategy, number) => StrategyCatalog.ParametersOf(strategy).Select(pair => KeyValuePair.Create($"{ids[number]}.{pair.Key}", pair.Value)))];
    }

    /// <summary>At each place the longest text that is a file, else up to the next separator.</summary>
    private static List<string> Split(string names)
    {
        var parts = names.Split(Separator);
        var kinds = new List<string>();
        for (var first = 0; first < parts.Length;)
        {
            var last = parts.Length - 1;
            while (last > first && !IsFile(string.Join(Separator, parts[first..(last + 1)]).Trim())) last--;
            kinds.Add(string.Join(Separator, parts[first..(last + 1)]).Trim());
            first = last + 1;
        }
        return kinds;
    }

    private static bool IsFile(string name) => StrategyFile.IsMeantBy(name) && StrategyCatalog.Files?.Exists(name) == true;

    private static string OwnerOf(string parameter, string[] ids)
    {
        var dot = parameter.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) throw new BadInputException($"--param {parameter}: say whose it is, such as {ids[0]}.{parameter}");
        var owner = parameter[..dot];
        return ids.Contains(owner) ? owner : throw new BadInputException($"--param {parameter}: there is no strategy '{owner}' in this run{NearestNames.Hint(owner, ids)}");
    }
}
