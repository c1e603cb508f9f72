using Tidemark.Storage.Catalog;
using Tidemark.Storage.Files;
using Tidemark.Storage.Locking;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class CatalogFailureTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void AddBars_OnADiskThatFillsUpAtAnyWrite_LeavesTheCatalogAsItWas()
    {
        var empty = home.CatalogFingerprint();
        var writes = 0;
        while (!Succeeds(out writes, allowed: writes)) Assert.Equal(empty, home.CatalogFingerprint());
        var before = home.CatalogFingerprint();
        for (var allowed = 0; allowed < writes; allowed++)
        {
            var failing = new MarketCatalog(home.Folder, new AtomicFile(path => new FailingStream(path, allowed)));
            Assert.Throws<IOException>(() => failing.AddBars(Bitcoin, Minute, Range(500, 5), Source));
            Assert.Throws<IOException>(() => failing.AddBars(InstrumentId.Parse("ETH/USD@kraken"), Minute, Range(500, 5), Source));
            if (allowed == 0) Assert.Throws<IOException>(() => failing.Instruments.Set(new Instrument(Bitcoin)));
            Assert.Equal(before, home.CatalogFingerprint());
        }
    }

    [Fact]
    public void AddBars_WhenTheTargetCannotBeReplaced_LeavesTheCatalogAsItWas()
    {
        var target = home.Path("catalog/series/bitfinex/BTC-USD/1m.bars");
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "in the way"), "x");
        var before = home.CatalogFingerprint();
        Assert.ThrowsAny<Exception>(() => MarketCatalog.Open(home.Folder).AddBars(Bitcoin, Minute, Range(0, 5), Source));
        Assert.Equal(before, home.CatalogFingerprint());
    }

    [Fact]
    public void AddBars_AfterAWriterWasKilled_RemovesWhatItLeft()
    {
        var leftover = home.Path("catalog/.staging/1m.bars.77.part");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        File.WriteAllText(leftover, "half a file");
        var catalog = MarketCatalog.Open(home.Folder);
        Assert.Empty(catalog.List());
        catalog.AddBars(Bitcoin, Minute, Range(0, 5), Source);
        Assert.False(Directory.Exists(Path.GetDirectoryName(leftover)));
    }

    [Fact]
    public void Acquire_OfAHeldLock_IsRefusedNamingTheHolder_AndFreeAgainAfterwards()
    {
        var run = home.Path("run");
        using (ProcessLock.Acquire(run, "catalog", "data import", TimeSpan.Zero))
        {
            var failure = Assert.Throws<HomeLockedException>(() => ProcessLock.Acquire(run, "catalog", "another", TimeSpan.Zero));
            Assert.Contains($"process {Environment.ProcessId} (data import, since 2", failure.Message, StringComparison.Ordinal);
        }
        ProcessLock.Acquire(run, "catalog", "another", TimeSpan.Zero).Dispose();
    }

    [Fact]
    public void AddBars_WhileAnotherWrites_IsRefusedNamingItAndReadersStillWork()
    {
        MarketCatalog.Open(home.Folder).AddBars(Bitcoin, Minute, Range(0, 100), Source);
        var impatient = new MarketCatalog(home.Folder, new AtomicFile(), TimeSpan.Zero);
        using (ProcessLock.Acquire(home.Path("run"), "catalog", "data import", TimeSpan.Zero))
        {
            Assert.Contains("data import", Assert.Throws<HomeLockedException>(() => impatient.AddBars(Bitcoin, Minute, Range(100, 1), Source)).Message, StringComparison.Ordinal);
            Assert.Equal(100, impatient.OpenBars(BitcoinMinutes).Count);
        }
        Assert.Equal(1, impatient.AddBars(Bitcoin, Minute, Range(100, 1), Source).Added);
    }

    [Fact]
    public async Task AddBars_FromManyWritersAtOnce_LosesNothingAndReadersAlwaysWork()
    {
        MarketCatalog.Open(home.Folder).AddBars(Bitcoin, Minute, Range(0, 100), Source);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var opened = 0;
            while (!done.IsCancellationRequested || opened == 0)
            {
                var bars = MarketCatalog.Open(home.Folder).OpenBars(BitcoinMinutes);
                Assert.Equal(0, bars.Count % 100);
                Assert.Equal(Bar(0), bars[0]);
                opened++;
            }
        });
        Parallel.For(1, 9, new ParallelOptions { MaxDegreeOfParallelism = 4 }, part => MarketCatalog.Open(home.Folder).AddBars(Bitcoin, Minute, Range(part * 100, 100), Source));
        await done.CancelAsync();
        await reader;
        Assert.Equal(All(Range(0, 900)), All(MarketCatalog.Open(home.Folder).OpenBars(BitcoinMinutes)));
    }

    private bool Succeeds(out int writes, int allowed)
    {
        try
        {
            new MarketCatalog(home.Folder, new AtomicFile(path => new FailingStream(path, allowed))).AddBars(Bitcoin, Minute, Range(0, 5), Source);
            writes = allowed;
            return true;
        }
        catch (IOException)
        {
            writes = allowed + 1;
            return false;
        }
    }

    /// <summary>A file on a disk that is full after some writes.</summary>
    private sealed class FailingStream(string path, int allowedWrites) : Stream
    {
        private readonly FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        private int writes;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (writes++ >= allowedWrites) throw new IOException("No space left on device");
            file.Write(buffer, offset, count);
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
