using System.Collections.Immutable;

namespace Tidemark.Indicators.Catalog;

/// <summary>
/// Everything that command line, API, dashboard and feature pipeline know of an indicator: its names, what it reads, its parameters,
/// its outputs and how it is made.
/// </summary>
public sealed record IndicatorDescriptor
{
    /// <summary>Lower case, the field's own short name: <c>sma</c>, <c>bbands</c>, <c>cdldoji</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people: <c>Bollinger Bands</c>.</summary>
    public required string Title { get; init; }

    public required IndicatorGroup Group { get; init; }

    /// <summary>Other names under which it is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What it says, in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>Who described it where: a paper, a book, or the documentation whose results it reproduces.</summary>
    public required string Source { get; init; }

    public required IndicatorInput Input { get; init; }

    /// <summary>The fields of bars that it reads unless others are chosen: one for a series, two for a pair; empty otherwise.</summary>
    public ImmutableArray<BarField> DefaultFields { get; init; } = [];

    /// <summary>
    /// Whether its values depend on something having happened (a swing, a pattern, a session's end): then they may be undefined after the
    /// warm-up as well.
    /// </summary>
    public bool IsEventDriven { get; init; }

    /// <summary>
    /// Whether it is a mathematical function that is not defined, or not finite, for some inputs: it then says so with NaN or an infinity,
    /// after the warm-up as well.
    /// </summary>
    public bool IsPartial { get; init; }

    public ImmutableArray<ParameterSpec> Parameters { get; init; } = [];

    public required ImmutableArray<OutputSpec> Outputs { get; init; }

    /// <summary>Makes a fresh one that reads the given fields (as many as <see cref="DefaultFields"/>).</summary>
    /// <remarks>Throws <see cref="BadInputException"/> where parameters do not go together.</remarks>
    public required Func<ParameterValues, ImmutableArray<BarField>, Indicator> Make { private get; init; }

    /// <summary>Describes an indicator of one series.</summary>
    /// <param name="make">Makes one from parameters and the field that it reads.</param>
    public static Func<ParameterValues, ImmutableArray<BarField>, Indicator> Series(Func<ParameterValues, BarField, SeriesIndicator> make) =>
        (values, fields) => make(values, fields[0]);

    /// <summary>Parameters from text; what is not named keeps its default.</summary>
    /// <exception cref="BadInputException">A name is unknown or given twice, or a value is not possible.</exception>
    public ParameterValues ParseParameters(IEnumerable<KeyValuePair<string, string>> texts) => ParameterValues.Parse(Name, Parameters, texts);

    /// <summary>A fresh indicator.</summary>
    /// <param name="values">Null for the defaults.</param>
    /// <param name="fields">The fields of bars to read; null or none for the usual ones.</param>
    /// <exception cref="BadInputException">Parameters do not go together, or the number of fields is wrong.</exception>
    public Indicator Create(ParameterValues? values = null, IReadOnlyList<BarField>? fields = null)
    {
        var chosen = fields is null || fields.Count == 0 ? DefaultFields : [.. fields];
        if (chosen.Length != DefaultFields.Length)
            throw new BadInputException($"{Name} reads {Described(DefaultFields.Length)}, not {Described(chosen.Length)}");
        try
        {
            return Make(values ?? ParameterValues.Defaults(Parameters), chosen);
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException($"{Name}: {failure.Message}", failure);
        }
    }

    private string Described(int count) => count switch
    {
        0 => Input is IndicatorInput.Trades ? "trades" : Input is IndicatorInput.Quotes ? "quotes" : "whole bars",
        1 => "one series",
        2 => "two series",
        _ => $"{count} series",
    };
}
