using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>
/// The messages of Binance read the plain way: the whole text as a document, numbers as decimals or doubles from their text. Null is what
/// cannot be used.
/// </summary>
internal static class PlainReading
{
    public static PlainDepth? Depth(byte[] message, BookScale scale) => Try(message, ["e", "E", "T", "s", "U", "u", "pu", "b", "a"], data =>
    {
        if (Text(data, "e") != "depthUpdate") return null;
        var depth = new PlainDepth(Time(data, "E"), Has(data, "T") ? Time(data, "T") : Time(data, "E"), Whole(data, "U"), Whole(data, "u"), Has(data, "pu") ? Whole(data, "pu") : -1,
            Levels(data, "b", scale), Levels(data, "a", scale));
        Text(data, "s");
        return depth.FirstId <= depth.LastId ? depth : null;
    });

    public static PlainQuote? Quote(byte[] message) => Try(message, ["e", "E", "T", "s", "u", "b", "B", "a", "A"], data =>
    {
        if (Has(data, "e") && Text(data, "e") != "bookTicker") return null;
        Instant? sent = Has(data, "E") ? Time(data, "E") : null;
        Instant? made = Has(data, "T") ? Time(data, "T") : null;
        Text(data, "s");
        var quote = new PlainQuote(Whole(data, "u"), made ?? sent, Number(data, "b"), Number(data, "B"), Number(data, "a"), Number(data, "A"));
        return (quote.Bid == 0) == (quote.BidQuantity == 0) && (quote.Ask == 0) == (quote.AskQuantity == 0) ? quote : null;
    });

    public static PlainTrade? Trade(byte[] message) => Try(message, ["e", "E", "T", "s", "t", "a", "f", "l", "p", "q", "m"], data =>
    {
        var name = Text(data, "e");
        if (name is not ("trade" or "aggTrade")) return null;
        Text(data, "s");
        var isAggregate = name == "aggTrade";
        foreach (var other in new[] { "t", "a", "f", "l" })
            if (Has(data, other)) Whole(data, other);
        var id = Whole(data, isAggregate ? "a" : "t");
        var trade = new PlainTrade(Time(data, "E"), Time(data, "T"), id, Number(data, "p"), Number(data, "q"), isAggregate ? Whole(data, "f") : id, isAggregate ? Whole(data, "l") : id, Flag(data, "m"));
        return trade.Price > 0 && trade.Quantity > 0 && trade.FirstId <= trade.LastId ? trade : null;
    });

    public static PlainKline? Kline(byte[] message) => Try(message, ["e", "E", "s", "k"], data =>
    {
        if (Text(data, "e") != "kline") return null;
        Text(data, "s");
        var bar = Field(data, "k");
        Unrepeated(bar, ["t", "T", "i", "o", "h", "l", "c", "v", "q", "V", "Q", "n", "x"]);
        if (Text(bar, "i").Length > 8 || !Interval.TryParse(Text(bar, "i"), out var interval)) return null;
        var kline = new PlainKline(Time(data, "E"), interval, new Bar(Time(bar, "t"), Double(bar, "o"), Double(bar, "h"), Double(bar, "l"), Double(bar, "c"), Double(bar, "v")),
            Time(bar, "T"), Flag(bar, "x"), Whole(bar, "n"), Double(bar, "q"), Double(bar, "V"), Double(bar, "Q"));
        return kline.Bar.IsValid ? kline : null;
    });

    private static T? Try<T>(byte[] message, string[] fields, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var data = document.RootElement;
            if (data.ValueKind != JsonValueKind.Object) return null;
            if (data.EnumerateObject().FirstOrDefault().Name is "stream" or "data")
            {
                if (data.EnumerateObject().Count(f => f.Name == "data") != 1) return null;
                if (data.EnumerateObject().TakeWhile(f => f.Name != "data").Any(f => f.Name == "stream" && f.Value.ValueKind != JsonValueKind.String)) return null;
                data = Field(data, "data");
            }
            Unrepeated(data, fields);
            return read(data);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>No field that counts is there twice.</summary>
    private static void Unrepeated(JsonElement data, string[] fields)
    {
        if (data.ValueKind != JsonValueKind.Object) throw new FormatException();
        var names = data.EnumerateObject().Select(f => f.Name).Where(fields.Contains).ToList();
        if (names.Count != names.Distinct().Count()) throw new FormatException();
    }

    private static bool Has(JsonElement data, string name) => data.TryGetProperty(name, out _);

    private static JsonElement Field(JsonElement data, string name) => data.GetProperty(name);

    private static string Text(JsonElement data, string name) => Field(data, name).GetString() ?? throw new FormatException();

    private static bool Flag(JsonElement data, string name) => Field(data, name).GetBoolean();

    private static long Whole(JsonElement data, string name)
    {
        var text = Field(data, name).ValueKind == JsonValueKind.Number ? Field(data, name).GetRawText() : throw new FormatException();
        return long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static Instant Time(JsonElement data, string name)
    {
        var value = Whole(data, name);
        return new Instant(checked(value * (value < 100_000_000_000_000 ? 1_000_000 : 1_000)));
    }

    private static decimal Number(JsonElement data, string name) => Number(Field(data, name));

    private static decimal Number(JsonElement value)
    {
        var text = Plain(value);
        // A decimal would round what it cannot hold.
        if (text.Contains('.', StringComparison.Ordinal) && text.TrimEnd('0') is var bareText && bareText.Length - bareText.IndexOf('.', StringComparison.Ordinal) - 1 > 18) throw new OverflowException();
        var number = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        // What fits into 18 digits behind the point and 63 bits.
        return number / 1.0000000000000000000000000000m is var bare && bare.Scale <= 18 && decimal.Truncate(bare * Power(bare.Scale)) <= long.MaxValue ? number : throw new OverflowException();
    }

    private static double Double(JsonElement data, string name)
    {
        var value = double.Parse(Plain(Field(data, name)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new OverflowException();
    }

    private static string Plain(JsonElement value)
    {
        var text = value.GetString() ?? throw new FormatException();
        var parts = text.Split('.');
        return parts.Length <= 2 && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit)) ? text : throw new FormatException();
    }

    private static decimal Power(int decimals)
    {
        var power = 1m;
        for (var i = 0; i < decimals; i++) power *= 10m;
        return power;
    }

    private static List<(long Ticks, long Lots)> Levels(JsonElement data, string name, BookScale scale)
    {
        var levels = new List<(long, long)>();
        foreach (var level in Field(data, name).EnumerateArray())
        {
            var (ticks, lots) = (Steps(Number(level[0]), scale.PriceTick), Steps(Number(level[1]), scale.QuantityStep));
            if (ticks != decimal.Truncate(ticks) || lots != decimal.Truncate(lots) || ticks == 0) throw new FormatException();
            levels.Add((checked((long)ticks), checked((long)lots)));
        }
        return levels;
    }

    /// <summary>A number in steps; in units of the last digit of a step it fits into 63 bits.</summary>
    private static decimal Steps(decimal number, decimal step) => number * Power(step.Scale) <= long.MaxValue ? number / step : throw new OverflowException();

    internal sealed record PlainDepth(Instant EventTime, Instant TransactionTime, long FirstId, long LastId, long PreviousId, List<(long Ticks, long Lots)> Bids, List<(long Ticks, long Lots)> Asks)
    {
        /// <summary>Everything in one line of text.</summary>
        public override string ToString() => new StringBuilder().Append(CultureInfo.InvariantCulture, $"{EventTime} {TransactionTime} {FirstId} {LastId} {PreviousId} b ").AppendJoin(' ', Bids).Append(" a ").AppendJoin(' ', Asks).ToString();
    }

    internal sealed record PlainQuote(long Id, Instant? Time, decimal Bid, decimal BidQuantity, decimal Ask, decimal AskQuantity);

    internal sealed record PlainTrade(Instant EventTime, Instant TradeTime, long Id, decimal Price, decimal Quantity, long FirstId, long LastId, bool IsBuyerMaker);

    internal sealed record PlainKline(Instant EventTime, Interval Interval, Bar Bar, Instant CloseTime, bool IsClosed, long TradeCount, double QuoteVolume, double TakerVolume, double TakerQuoteVolume);
}
