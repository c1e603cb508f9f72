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
        };
    }

    public static BarColumns Bars(MappedColumnFile file, Interval interval) => new(interval, file.Longs("openTime"),
        file.Doubles("open"), file.Doubles("high"), file.Doubles("low"), file.Doubles("close"), file.Doubles("volume"));

    public static GapMap Gaps(MappedColumnFile file) => new(file.Longs("gapFrom"), file.Longs("gapTo"), file.Longs("gapBars"));

    public static TradeColumns Trades(MappedColumnFile file) => new(file.Longs("time"), file.Doubles("price"), file.Doubles("quantity"),
        file.Bytes("aggressor"), file.Longs("tradeId"));

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
