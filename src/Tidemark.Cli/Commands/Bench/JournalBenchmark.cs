using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>Bars and equity marks through encoder, group commit, hash chain and flushes to the disk; then all of it read back and checked.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private const int Records = 1_000_000;
    private const int WaitedAppends = 300;
    private int run;

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var folder = new JournalFolder(Path.Combine(context.Home.JournalFolder, $"run{++run}"));
        double append, waited;
        using (var journal = JournalWriter.Create(folder, 1))
        {
            append = BenchContext.Seconds(() =>
            {
                AppendAll(journal);
                journal.Flush();
            });
            waited = BenchContext.Seconds(() => AppendAndWait(journal));
        }
        var verify = BenchContext.Seconds(() =>
        {
            var report = JournalReport.Of(folder);
            if (!report.IsSound || report.Records != Records + WaitedAppends) throw new InvalidOperationException($"the journal did not come back: {report.Ending}");
        });
        var bytes = folder.ByteCount;
        Directory.Delete(folder.Path, recursive: true);
        return
        [
            new BenchMetric("durableRecordsPerSecond", Records / append, "records/s", BetterDirection.Higher),
            new BenchMetric("verifiedRecordsPerSecond", (Records + WaitedAppends) / verify, "records/s", BetterDirection.Higher),
            new BenchMetric("appendAndWaitMicroseconds", waited / WaitedAppends * 1e6, "us", BetterDirection.Lower),
            new BenchMetric("bytesPerRecord", (double)bytes / (Records + WaitedAppends), "bytes", BetterDirection.Lower),
        ];
    }

    private static void AppendAll(JournalWriter journal)
    {
        var payload = new PayloadWriter();
        for (var i = 0; i < Records; i++)
        {
            var bar = new Bar(new Instant(i), 100, 101, 99, 100.5, i);
            journal.Append(EventRecords.Encode(EngineEvent.ForBar(new InstrumentIndex(0), bar, new Instant(i + 1), new Instant(i + 1), true, i), payload), payload.Written);
        }
    }

    private static void AppendAndWait(JournalWriter journal)
    {
        var header = new RecordHeader(RecordKind.TimeAdvanced, 1, RecordOrigin.Time, default, default);
        Span<byte> payload = stackalloc byte[12];
        payload.Clear();
        for (var i = 0; i < WaitedAppends; i++) journal.WaitUntilDurable(journal.Append(header, payload));
    }
}
