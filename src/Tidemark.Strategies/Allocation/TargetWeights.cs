using System.Globalization;

namespace Tidemark.Strategies.Allocation;

/// <summary>Reads what part of the money each instrument should be worth: <c>BTC=0.5,ETH=0.3</c>.</summary>
internal static class TargetWeights
{
    /// <summary>Names and parts; empty where nothing is said.</summary>
    /// <exception cref="BadInputException">The text cannot be read, a name comes twice, or the parts do not fit into 0 to 1.</exception>
    public static IReadOnlyList<KeyValuePair<string, double>> Parse(string text)
    {
        var weights = new List<KeyValuePair<string, double>>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.LastIndexOf('=');
            if (equals < 1 || !double.TryParse(part[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !(weight is >= 0 and <= 1))
                throw new BadInputException($"parameter weights: '{part}' must be a name and a part from 0 to 1, such as BTC=0.5");
            var name = part[..equals].Trim();
            if (weights.Exists(other => other.Key.Equals(name, StringComparison.OrdinalIgnoreCase))) throw new BadInputException($"parameter weights: {name} is given twice");
            weights.Add(KeyValuePair.Create(name, weight));
        }
        var sum = weights.Sum(pair => pair.Value);
        if (sum > 1 + 1e-9) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"parameter weights: they add up to {sum:0.####}, which is more than 1"));
        return weights;
    }

    /// <summary>One part for each instrument; what is not named gets nothing, and with no names all get the same of what is not kept as cash.</summary>
    /// <exception cref="BadInputException">A name is that of no instrument, or of several.</exception>
    public static double[] Of(string text, IReadOnlyList<Instrument> instruments, double cash)
    {
        var named = Parse(text);
        if (named.Count == 0) return [.. instruments.Select(_ => (1 - cash) / instruments.Count)];
        var result = new double[instruments.Count];
        foreach (var (name, weight) in named)
        {
            int[] meant = [.. Enumerable.Range(0, instruments.Count).Where(index => IsMeant(instruments[index].Id, name))];
            if (meant.Length == 0) throw new BadInputException($"parameter weights: no instrument is called '{name}'{NearestNames.Hint(name, instruments.Select(instrument => instrument.Id.Base))}");
            if (meant.Length > 1) throw new BadInputException($"parameter weights: '{name}' is {string.Join(" and ", meant.Select(index => instruments[index].Id))}; write the whole name");
            result[meant[0]] = weight;
        }
        return result;
    }

    private static bool IsMeant(InstrumentId id, string name) =>
        id.Base.Equals(name, StringComparison.OrdinalIgnoreCase) || id.ToString().Equals(name, StringComparison.OrdinalIgnoreCase);
}
