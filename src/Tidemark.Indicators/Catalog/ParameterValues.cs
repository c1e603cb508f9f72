using System.Collections.Immutable;

namespace Tidemark.Indicators.Catalog;

/// <summary>The values of an indicator's parameters, each possible by its own description.</summary>
public sealed class ParameterValues
{
    private readonly ImmutableArray<ParameterSpec> specs;
    private readonly double[] values;

    private ParameterValues(ImmutableArray<ParameterSpec> specs, double[] values)
    {
        this.specs = specs;
        this.values = values;
    }

    /// <summary>The parameters in the order of the description.</summary>
    public IEnumerable<(ParameterSpec Spec, double Value)> All => specs.Zip(values);

    /// <summary>A number of any kind.</summary>
    /// <exception cref="ArgumentException">The indicator's description has no such parameter: an error in the program.</exception>
    public double this[string name] => values[IndexOf(name)];

    /// <summary>A whole number, such as a period or the position of a choice.</summary>
    /// <exception cref="ArgumentException">The indicator's description has no such parameter: an error in the program.</exception>
    public int Whole(string name) => (int)this[name];

    /// <summary>The value of <c>timePeriod</c>.</summary>
    public int Period => Whole("timePeriod");

    /// <summary>What an indicator uses when nothing is said.</summary>
    public static ParameterValues Defaults(ImmutableArray<ParameterSpec> specs) => new(specs, [.. specs.Select(spec => spec.Default)]);

    /// <summary>Reads values from text; what is not named keeps its default.</summary>
    /// <param name="indicator">The name of the indicator, for messages.</param>
    /// <exception cref="BadInputException">A name is unknown or given twice, or a value is not possible; the message names it.</exception>
    public static ParameterValues Parse(string indicator, ImmutableArray<ParameterSpec> specs, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var result = Defaults(specs);
        var given = new bool[specs.Length];
        foreach (var (name, text) in texts)
        {
            var index = result.Find(name);
            if (index < 0) throw new BadInputException($"{indicator} has no parameter '{name}'{Known(name, specs)}");
            if (given[index]) throw new BadInputException($"{indicator}: parameter {specs[index].Name} is given twice");
            given[index] = true;
            result.values[index] = specs[index].Parse(text);
        }
        return result;
    }

    /// <summary>A copy with one value changed.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or the value is not possible.</exception>
    public ParameterValues With(string name, double value)
    {
        var index = IndexOf(name);
        if (!specs[index].IsPossible(value)) throw new ArgumentException($"parameter {name}: {value} must be {specs[index].Possible}");
        var copy = (double[])values.Clone();
        copy[index] = value;
        return new ParameterValues(specs, copy);
    }

    private static string Known(string name, ImmutableArray<ParameterSpec> specs)
    {
        if (specs.IsEmpty) return "; it has none";
        var hint = NearestNames.Hint(name, specs.Select(spec => spec.Name));
        return hint.Length > 0 ? hint : $"; it has {string.Join(", ", specs.Select(spec => spec.Name))}";
    }

    private int IndexOf(string name)
    {
        var index = Find(name);
        return index >= 0 ? index : throw new ArgumentException($"there is no parameter '{name}'", nameof(name));
    }

    private int Find(string name)
    {
        for (var i = 0; i < specs.Length; i++)
            if (specs[i].Name == name || specs[i].IsCalled(name)) return i;
        return -1;
    }
}
