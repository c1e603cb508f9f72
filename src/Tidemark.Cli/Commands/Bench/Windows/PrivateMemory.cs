using System.Globalization;

namespace Tidemark.Cli.Commands.Bench.Windows;

/// <summary>
/// Watches the memory that belongs to this process alone while something runs. Pages of mapped files are not counted: the system takes them back
/// when it needs them.
/// </summary>
internal static class PrivateMemory
{
    private const int Milliseconds = 10;

    /// <summary>Runs the work.</summary>
    /// <returns>The most private memory that was resident meanwhile beyond that before, in bytes; 0 where the system does not tell.</returns>
    public static double PeakOf(Action work)
    {
        BenchContext.CleanHeap();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Resident();
        var (peak, isDone) = (before, false);
        var watcher = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                peak = Math.Max(peak, Resident());
                Thread.Sleep(Milliseconds);
            }
        });
        watcher.Start();
        try
        {
            work();
        }
        finally
        {
            Volatile.Write(ref isDone, true);
            watcher.Join();
        }
        return Math.Max(peak, Resident()) - before;
    }

    private static long Resident()
    {
        const string file = "/proc/self/status";
        if (!File.Exists(file)) return 0;
        foreach (var line in File.ReadLines(file))
            if (line.StartsWith("RssAnon:", StringComparison.Ordinal))
                return 1024 * long.Parse(line.AsSpan(8).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
        return 0;
    }
}
