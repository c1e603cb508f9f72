using Tidemark.Storage.Locking;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Which instruments this process records: nobody else may meanwhile, for what a recording is writing looks to another like what a crash left.
/// </summary>
/// <param name="runFolder">The home's folder of locks.</param>
internal sealed class RecordingClaims(string runFolder) : IDisposable
{
    private readonly List<ProcessLock> held = [];

    /// <exception cref="HomeLockedException">Another recording of it runs; the message names the process.</exception>
    public void Take(InstrumentId storedAs)
    {
        var name = $"recording-{storedAs.Venue}-{RecordingFolder.NameOf(storedAs)}";
        held.Add(ProcessLock.Acquire(runFolder, name, $"data record of {storedAs}", TimeSpan.Zero));
    }

    public void Dispose()
    {
        foreach (var one in held) one.Dispose();
        held.Clear();
    }
}
