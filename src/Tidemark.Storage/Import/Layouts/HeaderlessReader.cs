using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Layouts;

/// <summary>Tells the layout of a table without header from one of its rows.</summary>
internal static class HeaderlessReader
{
    private const ColumnRole __ = ColumnRole.Ignore;
    private static readonly ColumnRole[] Bars = [ColumnRole.Time, ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close, ColumnRole.Volume];
    private static readonly ColumnRole[] OpenCloseHighLow = [ColumnRole.Time, ColumnRole.Open, ColumnRole.Close, ColumnRole.High, ColumnRole.Low, ColumnRole.Volume];
    private static readonly ColumnRole[] Trades = [ColumnRole.TradeId, ColumnRole.Price, ColumnRole.Quantity, __, ColumnRole.Time, ColumnRole.BuyerIsMaker];
    private static readonly ColumnRole[] AggregateTrades = [ColumnRole.TradeId, ColumnRole.Price, ColumnRole.Quantity, __, __, ColumnRole.Time, ColumnRole.BuyerIsMaker];

    /// <summary>The layout of a row; null when it is none that is known.</summary>
    /// <param name="fields">The fields of the row.</param>
    /// <param name="separator">What separates them.</param>
    /// <param name="lines">Lines before the row.</param>
    /// <param name="wanted">The layout that was asked for, or auto.</param>
    public static TableLayout? Read(string[] fields, byte separator, int lines, string wanted)
    {
        if (Recognise(fields, wanted) is not var (name, kind, known)) return null;
        var roles = new ColumnRole[fields.Length];
        for (var column = 0; column < roles.Length; column++) roles[column] = column < known.Length ? known[column] : __;
        return new TableLayout(name, kind, roles, separator, TimeUnit.BySize, [.. roles.Select(Heading)], lines);
    }

    private static (string Name, TableKind Kind, ColumnRole[] Roles)? Recognise(string[] fields, string wanted)
    {
        var flags = fields.Length;
        while (flags > 0 && IsFlag(fields[flags - 1])) flags--;
        if (fields.Length - flags is 1 or 2 && fields.Take(flags).All(IsNumber))
        {
            if (flags == 5 && IsTime(fields[4])) return (LayoutNames.BinanceTrades, TableKind.Trades, Trades);
            if (flags == 6 && IsTime(fields[5])) return (LayoutNames.BinanceAggregateTrades, TableKind.Trades, AggregateTrades);
            return null;
        }
        if (fields.Length < 3 || !IsTime(fields[0]) || !fields.Skip(1).All(IsNumber)) return null;
        return fields.Length switch
        {
            3 => (LayoutNames.KrakenTrades, TableKind.Trades, [ColumnRole.Time, ColumnRole.Price, ColumnRole.Quantity]),
            5 => (LayoutNames.Ohlcv, TableKind.Bars, Bars[..5]),
            6 when wanted == LayoutNames.Ochl => (LayoutNames.Ochl, TableKind.Bars, OpenCloseHighLow),
            6 => (LayoutNames.Ohlcv, TableKind.Bars, Bars),
            7 when IsWhole(fields[6]) => (LayoutNames.KrakenOhlcvt, TableKind.Bars, Bars),
            12 when IsTime(fields[6]) => (LayoutNames.BinanceKlines, TableKind.Bars, Bars),
            _ => null,
        };
    }

    private static bool IsFlag(string field) => WordText.TryBuyerIsMaker(Encoding.UTF8.GetBytes(field), out _) && !IsWhole(field);

    private static bool IsNumber(string field) => NumberText.TryRead(Encoding.UTF8.GetBytes(field), out _, out _);

    private static bool IsTime(string field) => TimeText.TryRead(Encoding.UTF8.GetBytes(field), TimeUnit.BySize, out _, out _);

    private static bool IsWhole(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Heading(ColumnRole role) => role switch
    {
        ColumnRole.BuyerIsMaker => "buyer is maker",
        ColumnRole.TradeId => "trade id",
        _ => role.ToString().ToLowerInvariant(),
    };
}
