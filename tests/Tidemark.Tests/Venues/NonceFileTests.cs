using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class NonceFileTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void Next_FromManyThreadsAndInstances_NeverRepeats()
    {
        using var folder = new TemporaryFolder();
        var nonces = Enumerable.Range(0, 4).Select(_ => new NonceFile(folder.Path, "kraken", "key", time)).ToArray();
        var given = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 400, i => given.Add(nonces[i % 4].Next()));
        Assert.Equal(400, given.Distinct().Count());
    }

    [Fact]
    public void Next_AfterARestartWithTheClockSetBack_StillGrows()
    {
        using var folder = new TemporaryFolder();
        var first = new NonceFile(folder.Path, "kraken", "key", time).Next();
        time.StepWall(TimeSpan.FromDays(-2));
        Assert.Equal(first + 1, new NonceFile(folder.Path, "kraken", "key", time).Next());
    }

    [Fact]
    public void Next_FromAHalfWrittenFile_IsTheTimeAgain()
    {
        using var folder = new TemporaryFolder();
        var first = new NonceFile(folder.Path, "kraken", "key", time).Next();
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.DoesNotContain("key", Path.GetFileName(file), StringComparison.Ordinal);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..11]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(new NonceFile(folder.Path, "kraken", "key", time).Next() > first);
    }
}
