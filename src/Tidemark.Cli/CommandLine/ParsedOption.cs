using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tidemark.Cli.CommandLine;

/// <summary>Options whose text is read by a parser of ours; what that refuses becomes a usage error that names the option.</summary>
internal static class ParsedOption
{
    /// <summary>Six weeks: a timer of the platform cannot wait much longer.</summary>
    private const int LongestEnding = 3_628_800;

    /// <summary>An option for a value type of the vocabulary: null when it is not given.</summary>
    /// <param name="parse">Throws <see cref="FormatException"/>, <see cref="BadInputException"/> or <see cref="OverflowException"/> for bad text.</param>
    public static Option<T?> Value<T>(string name, string helpName, string description, Func<string, T> parse) where T : struct =>
        new(name) { Description = description, HelpName = helpName, CustomParser = result => Read(name, result, text => (T?)parse(text)) };

    /// <summary>An option for a class of the vocabulary: null when it is not given.</summary>
    /// <inheritdoc cref="Value{T}"/>
    public static Option<T?> Object<T>(string name, string helpName, string description, Func<string, T> parse) where T : class =>
        new(name) { Description = description, HelpName = helpName, CustomParser = result => Read<T?>(name, result, parse) };

    public static Option<InstrumentId?> Instrument(string name = "--instrument", string description = "Instrument, written BASE/QUOTE@venue: BTC/USDT@binance") =>
        Object(name, "INSTRUMENT", description, InstrumentId.Parse);

    public static Option<Interval?> Interval(string name = "--interval", string description = "Length of a bar: 1m, 15m, 1h, 4h, 1d, 1w, 1M") =>
        Value(name, "INTERVAL", description, text => Domain.Interval.Parse(text));

    /// <summary>A moment in UTC: a date or an ISO-8601 time.</summary>
    public static Option<Instant?> Time(string name, string description) => Value(name, "TIME", description, text => Instant.Parse(text));

    /// <summary>After how many seconds a command ends by itself: null when that is left to Ctrl-C.</summary>
    public static Option<int?> Ending() => Value("--for", "SECONDS", "End after so many seconds (default: at Ctrl-C)", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= LongestEnding
            ? seconds
            : throw new FormatException($"'{text}' is not a number of seconds from 1 to {LongestEnding}"));

    /// <summary>One of the instruments that an option names.</summary>
    /// <exception cref="BadInputException">It is not written as one; the message names the option.</exception>
    public static InstrumentId InstrumentOf(string option, string text)
    {
        try
        {
            return InstrumentId.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new BadInputException($"{option}: {problem.Message}", problem);
        }
    }

    private static T? Read<T>(string name, ArgumentResult result, Func<string, T> parse)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or BadInputException or OverflowException)
        {
            result.AddError($"{name}: {e.Message}");
            return default;
        }
    }
}
