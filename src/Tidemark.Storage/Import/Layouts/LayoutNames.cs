namespace Tidemark.Storage.Import.Layouts;

/// <summary>The layouts that are recognised, as people write them after <c>--format</c>.</summary>
public static class LayoutNames
{
    public const string Auto = "auto";
    internal const string Ohlcv = "ohlcv";
    internal const string BinanceKlines = "binance-klines";
    internal const string CryptoDataDownload = "cryptodatadownload";
    internal const string Yahoo = "yahoo";
    internal const string KrakenOhlcvt = "kraken-ohlcvt";
    internal const string Ochl = "ochl";
    internal const string QuoteBars = "quote-bars";
    internal const string Trades = "trades";
    internal const string BinanceTrades = "binance-trades";
    internal const string BinanceAggregateTrades = "binance-agg-trades";
    internal const string KrakenTrades = "kraken-trades";
    internal const string TardisTrades = "tardis-trades";

    /// <summary>Every layout with what it is.</summary>
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        (Ohlcv, "columns by header in any order, or without header time, open, high, low, close, volume; our own export, Bitfinex, LEAN"),
        (Ochl, "without header: time, open, close, high, low, volume, as the API of Bitfinex gives candles; never assumed"),
        (BinanceKlines, "Binance archive klines, 12 columns, with or without header"),
        (CryptoDataDownload, "a line with a URL, a header, newest row first"),
        (Yahoo, "Yahoo Finance history: date, open, high, low, close, volume"),
        (KrakenOhlcvt, "Kraken's official bars without header: seconds, open, high, low, close, volume, trades"),
        (QuoteBars, "bid and ask bars (LEAN): the middle of both, volume 0"),
        (Trades, "trades by header: time, price, quantity, optionally id and side"),
        (BinanceTrades, "Binance archive trades, with or without header"),
        (BinanceAggregateTrades, "Binance archive aggregate trades, with or without header"),
        (KrakenTrades, "Kraken's official trades without header: seconds, price, volume"),
        (TardisTrades, "tardis.dev trades"),
    ];

    private static readonly (string Other, string Name)[] OtherNames =
    [
        ("bitfinex", Ohlcv),
        ("lean", Ohlcv),
        ("lean-trade-bars", Ohlcv),
        ("lean-quote-bars", QuoteBars),
        ("csv", Ohlcv),
        ("plain", Ohlcv),
        ("tidemark", Ohlcv),
        ("binance", BinanceKlines),
        ("binance-aggtrades", BinanceAggregateTrades),
        ("kraken", KrakenTrades),
        ("tardis", TardisTrades),
        ("cdd", CryptoDataDownload),
    ];

    /// <summary>The name proper of what a person wrote.</summary>
    /// <exception cref="BadInputException">There is no such layout.</exception>
    public static string Resolve(string name)
    {
        if (name.Equals(Auto, StringComparison.OrdinalIgnoreCase)) return Auto;
        foreach (var (known, _) in All)
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return known;
        foreach (var (other, proper) in OtherNames)
            if (other.Equals(name, StringComparison.OrdinalIgnoreCase)) return proper;
        var names = All.Select(layout => layout.Name).Append(Auto).ToList();
        throw new BadInputException($"--format: unknown layout '{name}'{NearestNames.Hint(name, names.Concat(OtherNames.Select(pair => pair.Other)))} (all: {string.Join(", ", names)})");
    }

    /// <summary>The name of a layout with a header, from its headings.</summary>
    internal static string Of(TableKind kind, string[] plain)
    {
        bool Has(string heading) => plain.Contains(heading, StringComparer.Ordinal);
        switch (kind)
        {
            case TableKind.QuoteBars:
                return QuoteBars;
            case TableKind.Trades:
                if (Has("localtimestamp") && Has("exchange")) return TardisTrades;
                if (!plain.Any(heading => HeadingNames.RoleOf(heading) == ColumnRole.BuyerIsMaker)) return Trades;
                return plain.Any(heading => heading.Contains("first", StringComparison.Ordinal)) ? BinanceAggregateTrades : BinanceTrades;
            default:
                if (Has("closetime") && plain.Length == 12) return BinanceKlines;
                if (Has("symbol") && plain.Count(heading => heading.StartsWith("volume", StringComparison.Ordinal)) == 2) return CryptoDataDownload;
                return Has("date") && !plain.Any(heading => heading != "date" && HeadingNames.TimeOf(heading) is not null) ? Yahoo : Ohlcv;
        }
    }

    /// <summary>Whether a recognised layout is what was asked for: <c>ohlcv</c> and <c>trades</c> stand for every layout with such columns.</summary>
    internal static bool Satisfies(string recognised, TableKind kind, string wanted) =>
        wanted is Auto || recognised == wanted || (wanted == Ohlcv && kind == TableKind.Bars) || (wanted == Trades && kind == TableKind.Trades);
}
