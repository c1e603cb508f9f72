using System.Collections.Immutable;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>
/// Bars and trades as column files: which columns there are and what the description says. The data hash is computed beside the
/// writing, because each of the two takes about as long.
/// </summary>
internal static class SeriesFile
{
    public static SeriesInfo ReadInfo(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return ToInfo(ColumnFileHeader.Read(file, path), path);
    }

    public static SeriesInfo ToInfo(ColumnFileHeader header, string path)
    {
        var metadata = SeriesMetadata.FromJson(header.Metadata, path);
        if (header.Kind == SeriesKind.Bars != metadata.Interval is not null) throw new DamagedSeriesException(path, "its kind does not fit its description");
        return new SeriesInfo
        {
            Instrument = metadata.Instrument,
            Interval = metadata.Interval,
            Rows = header.Rows,
            First = metadata.First,
            Last = metadata.Last,
            GapCount = metadata.GapCount,
            AbsentBars = metadata.AbsentBars,
            LongestGap = metadata.LongestGap,
            Hash = metadata.Hash,
            Sources = metadata.Sources,
            FilePath = path,
            FileBytes = header.FileLength,
            IsBook = header.Kind == SeriesKind.Books,
        };
    }

    public static BarColumns Bars(MappedColumnFile file, Interval interval) => new(interval, file.Longs("openTime"),
        file.Doubles("open"), file.Doubles("high"), file.Doubles("low"), file.Doubles("close"), file.Doubles("volume"));

    public static GapMap Gaps(MappedColumnFile file) => new(file.Longs("gapFrom"), file.Longs("gapTo"), file.Longs("gapBars"));

    public static TradeColumns Trades(MappedColumnFile file) => new(file.Longs("time"), file.Doubles("price"), file.Doubles("quantity"),
        file.Bytes("aggressor"), file.Longs("tradeId"));

    /// <summary>The grid is a column of four numbers: digits and decimals of the tick, then of the step.</summary>
    public static BookColumns Book(MappedColumnFile file)
    {
        var grid = file.Longs("grid").Span;
        var scale = new BookScale(new decimal(grid[0]) / Power(grid[1]), new decimal(grid[2]) / Power(grid[3]));
        return new BookColumns(scale, file.Longs("received"), file.Longs("happened"), file.Longs("id"), file.Bytes("kind"), file.Longs("bidStart"), file.Longs("askStart"), file.Longs("venueOrder"), file.Longs("ticks"), file.Longs("lots"));
    }

    public static void WriteBook(AtomicFile atomic, string path, string staging, InstrumentId instrument, BookColumns book, SeriesSource source)
    {
        var (tick, step) = (book.Scale.PriceTick, book.Scale.QuantityStep);
        long[] grid = [(long)(tick * Power(tick.Scale)), tick.Scale, (long)(step * Power(step.Scale)), step.Scale];
        ColumnSource[] columns =
        [
            ColumnSource.Of("received", [book.ReceivedTimes]),
            ColumnSource.Of("happened", [book.EventTimes]),
            ColumnSource.Of("id", [book.Ids]),
            ColumnSource.Of("kind", [book.Kinds]),
            ColumnSource.Of("bidStart", [book.BidStarts]),
            ColumnSource.Of("askStart", [book.AskStarts]),
            ColumnSource.Of("venueOrder", [book.VenueOrder]),
            ColumnSource.Of("ticks", [book.Ticks]),
            ColumnSource.Of("lots", [book.Lots]),
            ColumnSource.Of("grid", [new ReadOnlyMemory<long>(grid)]),
        ];
        var (first, last) = (new Instant(book.ReceivedTimes.Span[0]), new Instant(book.ReceivedTimes.Span[^1]));
        atomic.Replace(path, staging, stream => ColumnFileWriter.Write(stream, SeriesKind.Books, book.Count, columns,
            () => new SeriesMetadata(instrument, null, first, last, DataHash.Of(book), 0, 0, 0, [source]).ToJson()));
    }

    private static decimal Power(long decimals)
    {
        var result = 1m;
        for (; decimals > 0; decimals--) result *= 10m;
        return result;
    }

    public static void WriteBars(AtomicFile atomic, string path, string staging, BarSpec spec, IReadOnlyList<BarColumns> pieces, ImmutableArray<SeriesSource> sources)
    {
        var gaps = GapMap.Of(spec.Interval, pieces);
        var first = new Instant(pieces[0].OpenTimes.Span[0]);
        var last = new Instant(pieces[^1].OpenTimes.Span[^1]);
        ColumnSource[] columns =
        [
            ColumnSource.Of("openTime", pieces.Select(piece => piece.OpenTimes)),
            ColumnSource.Of("open", pieces.Select(piece => piece.Open)),
            ColumnSource.Of("high", pieces.Select(piece => piece.High)),
            ColumnSource.Of("low", pieces.Select(piece => piece.Low)),
            ColumnSource.Of("close", pieces.Select(piece => piece.Close)),
            ColumnSource.Of("volume", pieces.Select(piece => piece.Volume)),
            ColumnSource.Of("gapFrom", [gaps.FromTimes]),
            ColumnSource.Of("gapTo", [gaps.ToTimes]),
            ColumnSource.Of("gapBars", [gaps.Counts]),
        ];
        var hash = Task.Run(() => DataHash.Of(spec.Interval, pieces));
        atomic.Replace(path, staging, stream => ColumnFileWriter.Write(stream, SeriesKind.Bars, columns[0].Count, columns,
            () => new SeriesMetadata(spec.Instrument, spec.Interval, first, last, hash.GetAwaiter().GetResult(), gaps.Count, gaps.AbsentBars(), gaps.LongestRun(), sources).ToJson()));
    }

    public static void WriteTrades(AtomicFile atomic, string path, string staging, InstrumentId instrument, IReadOnlyList<TradeColumns> pieces, ImmutableArray<SeriesSource> sources)
    {
        var first = new Instant(pieces[0].Times.Span[0]);
        var last = new Instant(pieces[^1].Times.Span[^1]);
        ColumnSource[] columns =
        [
            ColumnSource.Of("time", pieces.Select(piece => piece.Times)),
            ColumnSource.Of("price", pieces.Select(piece => piece.Prices)),
            ColumnSource.Of("quantity", pieces.Select(piece => piece.Quantities)),
            ColumnSource.Of("aggressor", pieces.Select(piece => piece.Aggressors)),
            ColumnSource.Of("tradeId", pieces.Select(piece => piece.TradeIds)),
        ];
        var hash = Task.Run(() => DataHash.Of(pieces));
        atomic.Replace(path, staging, stream => ColumnFileWriter.Write(stream, SeriesKind.Trades, columns[0].Count, columns,
            () => new SeriesMetadata(instrument, null, first, last, hash.GetAwaiter().GetResult(), 0, 0, 0, sources).ToJson()));
    }
}
