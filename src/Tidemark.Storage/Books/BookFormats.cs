using System.Text;

namespace Tidemark.Storage.Books;

/// <summary>The file formats of order books by name, and how to tell them apart.</summary>
public static class BookFormats
{
    /// <summary>The format is told from the content.</summary>
    public const string Auto = "auto";

    internal const int TellingBytes = 4096;

    /// <summary>The names on the command line.</summary>
    public static readonly IReadOnlyList<string> All = ["hftbacktest", "tardis-l2", "tardis-snapshot", "binance-depth", "bybit"];

    /// <summary>Whether a name of a format of market data is one of order books.</summary>
    public static bool IsName(string name) => All.Contains(name);

    /// <exception cref="FormatException">The content is of no known format.</exception>
    internal static IBookFeed Open(string format, FeedLines lines)
    {
        var name = format == Auto ? Recognise(lines.Peek(TellingBytes)) : format;
        return name switch
        {
            "hftbacktest" => new BinanceStreamFeed(lines),
            "tardis-l2" => new TardisUpdateFeed(lines),
            "tardis-snapshot" => new TardisSnapshotFeed(lines),
            "binance-depth" => new BinanceDepthFeed(lines),
            "bybit" => new BybitFeed(lines),
            null => throw new FormatException($"the content is of no known format of order books: {string.Join(", ", All)}"),
            _ => throw new BadInputException($"--format: there is no format of order books '{format}'{NearestNames.Hint(format, All)}"),
        };
    }

    /// <summary>The format whose first line this is; null for none.</summary>
    internal static string? Recognise(ReadOnlySpan<byte> beginning)
    {
        var end = beginning.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? beginning : beginning[..end]);
        if (line.StartsWith('{')) return line.Contains("\"topic\":\"orderbook.", StringComparison.Ordinal) ? "bybit" : null;
        var space = line.IndexOf(" {", StringComparison.Ordinal);
        if (space > 0 && line[..space].All(char.IsAsciiDigit)) return "hftbacktest";
        if (line.Contains("asks[0].price", StringComparison.Ordinal)) return "tardis-snapshot";
        if (line.Contains("is_snapshot,side,price,amount", StringComparison.Ordinal)) return "tardis-l2";
        return line.Contains("first_update_id,last_update_id,side,update_type", StringComparison.Ordinal) ? "binance-depth" : null;
    }
}
