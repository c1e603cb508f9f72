namespace Tidemark.Storage.Catalog.Checking;

/// <summary>Looks at every row of a stored series.</summary>
public static class SeriesChecker
{
    private const int GapsShown = 5;

    /// <exception cref="DamagedSeriesException">The file cannot even be opened.</exception>
    public static SeriesCheck Check(MarketCatalog catalog, SeriesInfo series) =>
        series.Interval is { } interval ? CheckBars(catalog, series, new BarSpec(series.Instrument, interval)) : series.IsBook ? CheckBook(catalog, series) : CheckTrades(catalog, series);

    private static SeriesCheck CheckBook(MarketCatalog catalog, SeriesInfo series)
    {
        var book = catalog.OpenBook(series.Instrument);
        var received = book.ReceivedTimes.Span;
        var happened = book.EventTimes.Span;
        var invalid = 0L;
        for (var i = 0; i < received.Length; i++)
            if (received[i] <= happened[i] || (i > 0 && received[i] < received[i - 1])) invalid++;
        return new SeriesCheck { Series = series, Damage = Damage(series, () => DataHash.Of(book)), Duplicates = 0, Invalid = invalid, ZeroVolume = 0, LongestZeroVolume = 0, Outliers = [], LongestGaps = [] };
    }

    private static SeriesCheck CheckBars(MarketCatalog catalog, SeriesInfo series, BarSpec spec)
    {
        var bars = catalog.OpenBars(spec);
        var times = bars.OpenTimes.Span;
        long duplicates = 0, invalid = 0, zeroVolume = 0, run = 0, longestRun = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var bar = bars[i];
            if (i > 0 && times[i] <= times[i - 1]) duplicates++;
            if (!bar.IsValid || !spec.Interval.IsAligned(bar.OpenTime)) invalid++;
            run = bar.Volume == 0 ? run + 1 : 0;
            if (run > 0) zeroVolume++;
            longestRun = Math.Max(longestRun, run);
        }
        return new SeriesCheck
        {
            Series = series,
            Damage = Damage(series, () => DataHash.Of(bars)),
            Duplicates = duplicates,
            Invalid = invalid,
            ZeroVolume = zeroVolume,
            LongestZeroVolume = longestRun,
            Outliers = [.. OutlierFinder.Find(times, bars.High.Span, bars.Low.Span, bars.Close.Span)],
            LongestGaps = [.. catalog.OpenGaps(spec).Longest(GapsShown)],
        };
    }

    private static SeriesCheck CheckTrades(MarketCatalog catalog, SeriesInfo series)
    {
        var trades = catalog.OpenTrades(series.Instrument);
        var times = trades.Times.Span;
        var ids = trades.TradeIds.Span;
        long duplicates = 0, invalid = 0;
        for (var i = 0; i < times.Length; i++)
        {
            if (i > 0 && (times[i] < times[i - 1] || (times[i] == times[i - 1] && ids[i] != 0 && ids[i] == ids[i - 1]))) duplicates++;
            if (trades[i].Defect() is not null) invalid++;
        }
        return new SeriesCheck
        {
            Series = series,
            Damage = Damage(series, () => DataHash.Of(trades)),
            Duplicates = duplicates,
            Invalid = invalid,
            ZeroVolume = 0,
            LongestZeroVolume = 0,
            Outliers = [.. OutlierFinder.Find(times, trades.Prices.Span, trades.Prices.Span, trades.Prices.Span)],
            LongestGaps = [],
        };
    }

    private static string? Damage(SeriesInfo series, Func<string> hash)
    {
        try
        {
            MarketCatalog.Verify(series);
        }
        catch (DamagedSeriesException failure)
        {
            return failure.Reason;
        }
        return hash() == series.Hash ? null : "the data hash differs from the stored one";
    }
}
