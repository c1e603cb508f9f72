using System.Globalization;
using Tidemark.Indicators.Features;

namespace Tidemark.Strategies.Predictive;

/// <summary>Features as a model keeps them: the text of a <see cref="FeatureList"/> made a list again.</summary>
public static class FeatureText
{
    private const string AgeMark = " (at most ";
    private const string AgeEnd = " ns old)";
    private const string Own = "own";

    /// <summary>The list that gave the text.</summary>
    /// <param name="text">A line each: <c>name = formula</c>, and before them <c>alias: instrument interval</c> for further bars.</param>
    /// <exception cref="BadInputException">It is no such text, or a formula is not known to this build.</exception>
    public static FeatureList Parse(string text)
    {
        var features = new List<FeatureDefinition>();
        var instruments = new List<FeatureInstrument>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.IndexOf(" = ", StringComparison.Ordinal) is var equals and > 0) features.Add(FeatureOf(line, equals));
            else instruments.Add(InstrumentOf(line));
        }
        return new FeatureList(features, instruments);
    }

    private static FeatureDefinition FeatureOf(string line, int equals)
    {
        var (name, formula) = (line[..equals], line[(equals + 3)..]);
        if (!formula.EndsWith(AgeEnd, StringComparison.Ordinal)) return new FeatureDefinition(name, formula);
        var mark = formula.LastIndexOf(AgeMark, StringComparison.Ordinal);
        return mark > 0 && long.TryParse(formula[(mark + AgeMark.Length)..^AgeEnd.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            ? new FeatureDefinition(name, formula[..mark]) { MaximumAge = new Duration(age) }
            : throw Wrong(line);
    }

    private static FeatureInstrument InstrumentOf(string line)
    {
        if (line.Split(": ", 2) is not [var alias, var rest] || rest.Split(' ') is not [var instrument, var interval]) throw Wrong(line);
        InstrumentId? id = instrument == Own ? null : InstrumentId.TryParse(instrument, out var named) ? named : throw Wrong(line);
        return new FeatureInstrument(alias, id, interval == Own ? null : Interval.TryParse(interval, out var bars) ? bars : throw Wrong(line));
    }

    private static BadInputException Wrong(string line) => new($"the model's features cannot be read: '{line}'");
}
