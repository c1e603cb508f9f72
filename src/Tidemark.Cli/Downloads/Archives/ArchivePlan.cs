using System.Globalization;

namespace Tidemark.Cli.Downloads.Archives;

/// <summary>Which files of Binance's public archive hold a time: whole months as months, what is left as days.</summary>
/// <remarks>Source: the layout of data.binance.vision, <c>data/spot/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2024-01.zip</c> and so on.</remarks>
internal static class ArchivePlan
{
    /// <summary>The files in the order of time.</summary>
    /// <exception cref="BadInputException">The archive has nothing of such an instrument.</exception>
    public static List<ArchiveFile> Files(InstrumentId instrument, ArchiveContent content, Instant from, Instant to)
    {
        var files = new List<ArchiveFile>();
        var end = to.ToDateTime();
        for (var day = from.ToDateTime().Date; day < end;)
        {
            var month = new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc);
            if (day == month && month.AddMonths(1) <= end)
            {
                files.Add(Month(instrument, content, month));
                day = month.AddMonths(1);
            }
            else
            {
                files.Add(Day(instrument, content, day));
                day = day.AddDays(1);
            }
        }
        return files;
    }

    /// <summary>The days of a month.</summary>
    public static IEnumerable<ArchiveFile> DaysOf(InstrumentId instrument, ArchiveContent content, ArchiveFile month)
    {
        for (var day = month.From.ToDateTime(); day < month.To.ToDateTime(); day = day.AddDays(1)) yield return Day(instrument, content, day);
    }

    /// <summary>The venue's own name of an instrument.</summary>
    /// <exception cref="BadInputException">The archive has nothing of its kind.</exception>
    public static (string Market, string Symbol) NameOf(InstrumentId instrument) => (instrument.Kind, instrument.IsInverse) switch
    {
        (InstrumentKind.Spot, _) => ("spot", instrument.Base + instrument.Quote),
        (InstrumentKind.Perpetual, false) => ("futures/um", instrument.Base + instrument.Quote),
        (InstrumentKind.Perpetual, true) => ("futures/cm", $"{instrument.Base}{instrument.Quote}_PERP"),
        _ => throw new BadInputException($"{instrument}: of the archive spot and perpetuals can be downloaded, not contracts that expire"),
    };

    private static ArchiveFile Month(InstrumentId instrument, ArchiveContent content, DateTime month) =>
        new(PathOf(instrument, content, "monthly", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), Instant.FromDateTime(month), Instant.FromDateTime(month.AddMonths(1)), true);

    private static ArchiveFile Day(InstrumentId instrument, ArchiveContent content, DateTime day) =>
        new(PathOf(instrument, content, "daily", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Instant.FromDateTime(day), Instant.FromDateTime(day.AddDays(1)), false);

    private static string PathOf(InstrumentId instrument, ArchiveContent content, string period, string date)
    {
        var (market, symbol) = NameOf(instrument);
        var folder = content.IntervalName is { } interval ? $"{symbol}/{interval}" : symbol;
        return $"data/{market}/{period}/{content.Folder}/{folder}/{symbol}-{content.Name}-{date}.zip";
    }
}
