using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Simulation.Latency;

/// <summary>Latency models by their name on the command line.</summary>
public static class LatencyModels
{
    private const double LargestMilliseconds = 3_600_000;

    /// <param name="text"><c>none</c>, <c>fixed:OUT,BACK</c> or <c>sampled:MEDIAN,SLOW[,SEED]</c>, in milliseconds.</param>
    /// <returns>Null for none.</returns>
    /// <exception cref="BadInputException">The text names no model, or its numbers are missing or out of range.</exception>
    public static ILatencyModel? Parse(string text)
    {
        if (text == "none") return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var values = colon < 0 ? [] : text[(colon + 1)..].Split(',');
        return name switch
        {
            "fixed" when values.Length is 1 or 2 => new FixedLatency(Milliseconds(text, values[0]), Milliseconds(text, values[^1])),
            "sampled" when values.Length is 2 or 3 => Sampled(text, values),
            "fixed" or "sampled" => throw new BadInputException($"--latency: '{text}' needs {(name == "fixed" ? "fixed:OUT,BACK" : "sampled:MEDIAN,SLOW[,SEED]")} in milliseconds, such as {(name == "fixed" ? "fixed:50,30" : "sampled:40,400")}"),
            _ => throw new BadInputException($"--latency: '{text}' is not one of none, fixed:OUT,BACK, sampled:MEDIAN,SLOW[,SEED], recorded:FILE"),
        };
    }

    /// <summary>Delays from lines of two numbers, outward and back, in milliseconds.</summary>
    /// <param name="name">The file, for messages.</param>
    /// <param name="lines">Its lines; one heading, empty lines and lines that begin with # are passed over.</param>
    /// <exception cref="BadInputException">A line is not two numbers from 0 to an hour, or there is none.</exception>
    public static RecordedLatency Read(string name, IEnumerable<string> lines)
    {
        var pairs = ImmutableArray.CreateBuilder<(double, double)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split(',', ';', '\t');
            if (fields.Length >= 1 && TryNumber(fields[0], out var outward) && TryNumber(fields[^1], out var back) && fields.Length <= 2) pairs.Add((outward, back));
            else if (pairs.Count > 0 || !line.Any(char.IsAsciiLetter)) throw new BadInputException($"{name}:{number}: '{line}' is not two delays in milliseconds, out and back, from 0 to {LargestMilliseconds:0}");
            if (pairs.Count > RecordedLatency.MostPairs) throw new BadInputException($"{name}: more than {RecordedLatency.MostPairs} delays");
        }
        if (pairs.Count == 0) throw new BadInputException($"{name}: no delays; a line holds two numbers in milliseconds, out and back");
        return new RecordedLatency(pairs.ToImmutable());
    }

    internal static Duration FromMilliseconds(double milliseconds) => new((long)(Math.Min(milliseconds, LargestMilliseconds) * Instant.NanosecondsPerMillisecond));

    private static SampledLatency Sampled(string text, string[] values)
    {
        var (median, slow) = (Milliseconds(text, values[0]), Milliseconds(text, values[1]));
        var seed = 1UL;
        if (values.Length == 3 && !ulong.TryParse(values[2], NumberStyles.None, CultureInfo.InvariantCulture, out seed)) throw new BadInputException($"--latency: '{text}': the seed '{values[2]}' is not a whole number");
        if (!(median > 0) || slow < median) throw new BadInputException($"--latency: '{text}': the median must be above 0, and the slow value (one in a hundred is slower) not below it");
        return new SampledLatency(median, slow, seed);
    }

    private static double Milliseconds(string text, string value) =>
        TryNumber(value, out var number) ? number : throw new BadInputException($"--latency: '{text}': '{value}' is not a number of milliseconds from 0 to {LargestMilliseconds:0}");

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= LargestMilliseconds;
}
