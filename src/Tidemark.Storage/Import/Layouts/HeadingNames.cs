using System.Text;

namespace Tidemark.Storage.Import.Layouts;

/// <summary>What headings mean, whatever their case, order, blanks and punctuation.</summary>
internal static class HeadingNames
{
    /// <summary>Names of times, best first: what says its unit, then the open of a bar, then moments, then days.</summary>
    private static readonly string[] Times =
    [
        "opentime", "transacttime", "tradetime", "unixtimestamp", "unixtime", "unix", "epoch", "timestamp", "starttime", "barstart", "time", "ts", "t", "datetime", "dateutc", "datetimeutc", "gmttime", "date", "day",
    ];

    private static readonly (string Ending, TimeUnit Unit)[] Units =
    [
        ("ms", TimeUnit.Milliseconds), ("millis", TimeUnit.Milliseconds), ("milliseconds", TimeUnit.Milliseconds), ("us", TimeUnit.Microseconds), ("microseconds", TimeUnit.Microseconds),
        ("ns", TimeUnit.Nanoseconds), ("nanoseconds", TimeUnit.Nanoseconds), ("seconds", TimeUnit.Seconds), ("sec", TimeUnit.Seconds), ("s", TimeUnit.Seconds),
    ];

    /// <summary>A heading without case, blanks and punctuation: <c>Volume_(BTC)</c> is <c>volumebtc</c>.</summary>
    public static string Plain(string heading)
    {
        var plain = new StringBuilder(heading.Length);
        foreach (var letter in heading)
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }

    /// <summary>The meaning of a plain heading apart from times and volumes, which depend on the other headings.</summary>
    public static ColumnRole RoleOf(string plain) => plain switch
    {
        "open" or "o" or "openprice" or "priceopen" => ColumnRole.Open,
        "high" or "h" or "highprice" or "pricehigh" => ColumnRole.High,
        "low" or "l" or "lowprice" or "pricelow" => ColumnRole.Low,
        "close" or "c" or "closeprice" or "priceclose" => ColumnRole.Close,
        "bidopen" => ColumnRole.BidOpen,
        "bidhigh" => ColumnRole.BidHigh,
        "bidlow" => ColumnRole.BidLow,
        "bidclose" => ColumnRole.BidClose,
        "askopen" => ColumnRole.AskOpen,
        "askhigh" => ColumnRole.AskHigh,
        "asklow" => ColumnRole.AskLow,
        "askclose" => ColumnRole.AskClose,
        "price" or "tradeprice" or "p" => ColumnRole.Price,
        "quantity" or "qty" or "amount" or "size" or "q" => ColumnRole.Quantity,
        "side" or "takerside" or "aggressor" or "sidetaker" => ColumnRole.TakerSide,
        "isbuyermaker" or "wasthebuyerthemaker" or "buyerismaker" => ColumnRole.BuyerIsMaker,
        "id" or "tradeid" or "aggtradeid" or "aggregatetradeid" or "tid" => ColumnRole.TradeId,
        "symbol" or "pair" or "ticker" or "instrument" or "market" => ColumnRole.Symbol,
        _ => ColumnRole.Ignore,
    };

    /// <summary>How good a plain heading is as the time of a row, smaller is better, and the unit that it says; null when it is no time.</summary>
    public static (int Rank, TimeUnit Unit)? TimeOf(string plain)
    {
        var exact = Array.IndexOf(Times, plain);
        if (exact >= 0) return (Times.Length + exact, TimeUnit.BySize);
        foreach (var (ending, unit) in Units)
        {
            if (!plain.EndsWith(ending, StringComparison.Ordinal)) continue;
            var rank = Array.IndexOf(Times, plain[..^ending.Length]);
            if (rank >= 0) return (rank, unit);
        }
        return null;
    }

    /// <summary>Whether a plain heading without a role is known to mean nothing here, as opposed to being a misspelled one. Data frames are written with a numbered first column without heading.</summary>
    public static bool IsKnownExtra(string plain, int column) => (plain.Length == 0 && column == 0) || plain is "adjclose" or "adjustedclose" or "closetime" or "index" || TimeOf(plain) is not null;

    /// <summary>Whether a source's name of an instrument is that of its assets: <c>BTC/USDT</c>, <c>btcusdt</c> or <c>BTC-USDT</c>.</summary>
    public static bool IsSymbolOf(string symbol, InstrumentId instrument) =>
        Plain(symbol) is var plain && (plain == Plain(instrument.Symbol) || plain == Plain(instrument.Base + instrument.Quote));

    /// <summary>How good a plain heading is as volume in base currency, smaller is better; null when it is no volume.</summary>
    /// <param name="plain">The heading.</param>
    /// <param name="instrument">Tells base from quote currency in headings such as <c>Volume BTC</c>; may be null.</param>
    public static int? VolumeOf(string plain, InstrumentId? instrument)
    {
        if (plain is "volume" or "vol" or "v" or "basevolume" or "volumebase") return 0;
        if (plain is "volumefrom" or "baseassetvolume") return 1;
        if (!plain.StartsWith("volume", StringComparison.Ordinal) || plain is "volumeto" or "volumequote" or "volumecurrency") return null;
        var asset = plain["volume".Length..];
        if (instrument is null) return 2;
        if (asset == Plain(instrument.Base)) return 1;
        return asset == Plain(instrument.Quote) ? null : 2;
    }
}
