using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Venues.Reference;
using Tidemark.Venues.Results;

namespace Tidemark.Cli.Commands.Reference;

/// <summary>What the commands of reference data share: whom to ask, and the line that says how old the answer is.</summary>
internal static class ReferenceOptions
{
    public const string KeyVariable = "TIDEMARK_COINGECKO_KEY";

    public static readonly Option<string> Currency = new("--currency") { Description = "Of prices and amounts: usd, eur, btc", HelpName = "NAME", DefaultValueFactory = _ => "usd" };

    public static readonly Option<int> Days = new("--days") { Description = "How far back", HelpName = "N", DefaultValueFactory = _ => 7 };

    public static readonly Option<Uri?> BaseUrl = ParsedOption.Object("--base-url", "URL", "Ask this server instead of CoinGecko's own", text => new Uri(text, UriKind.Absolute));

    public static CoinGecko Open(CommandContext context) => new(new CoinGeckoOptions
    {
        Server = context.Get(BaseUrl) ?? new CoinGeckoOptions().Server,
        Key = Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null,
        CacheFolder = Path.Combine(context.Home.Path, "cache", "coingecko"),
        RunFolder = context.Home.RunFolder,
    });

    /// <summary>The reading, told with its age.</summary>
    /// <exception cref="BadInputException">The source does not know what was asked for.</exception>
    public static ReferenceReading<T> Require<T>(CommandContext context, VenueResult<ReferenceReading<T>> answer)
    {
        if (!answer.TryGet(out var reading, out var error))
            throw error.IsTransient || error.Kind == VenueErrorKind.MalformedAnswer ? new IOException(error.Message) : new BadInputException(error.Message);
        if (reading.Problem is { } problem) context.Error.WriteLine($"note: this is old and could not be renewed: {problem}");
        return reading;
    }

    /// <summary>Below every table: where it is from, how old it is, and what it is not.</summary>
    public static void WriteAge<T>(CommandContext context, ReferenceReading<T> reading) =>
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nCoinGecko, asked {reading.Age.TotalSeconds:0} s ago{(reading.IsStale ? " (STALE)" : "")}; for reference only, no order is ever priced with it"));

    public static void WriteAge<T>(Utf8JsonWriter json, ReferenceReading<T> reading)
    {
        json.WriteString("source", "coingecko");
        json.WriteString("fetchedAt", reading.FetchedAt.ToString());
        json.WriteNumber("ageSeconds", reading.Age.TotalSeconds);
        json.WriteBoolean("stale", reading.IsStale);
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static string Number(double? value) => value is { } number && double.IsFinite(number)
        ? number.ToString(Math.Abs(number) >= 1_000 ? "#,0" : Math.Abs(number) >= 1 ? "0.00##" : "0.########", CultureInfo.InvariantCulture) : "-";

    public static string Percent(double? fraction) => fraction is { } value ? (value * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %" : "-";

    public static int DaysOf(CommandContext context) => context.Get(Days) is >= 1 and <= 3_650 and var days ? days : throw new BadInputException("--days: is from 1 to 3650");
}
