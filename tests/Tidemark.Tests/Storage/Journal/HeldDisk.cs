namespace Tidemark.Tests.Storage.Journal;

/// <summary>A disk whose flushes wait until the test lets them through, one by one; headers of new segments pass freely.</summary>
internal sealed class HeldDisk : IDisposable
{
    /// <summary>Released by the test once for every flush that may end.</summary>
    public SemaphoreSlim Permits { get; } = new(0);

    /// <summary>Released by every flush that begins.</summary>
    public SemaphoreSlim Begun { get; } = new(0);

    public Stream Open(string path) =>
        path.EndsWith(".new", StringComparison.Ordinal) ? new FileStream(path, FileMode.Append, FileAccess.Write) : new HeldFile(this);

    public void Dispose()
    {
        Permits.Dispose();
        Begun.Dispose();
    }

    private sealed class HeldFile(HeldDisk disk) : MemoryStream
    {
        public override void Flush()
        {
            disk.Begun.Release();
            disk.Permits.Wait();
        }
    }
}
