using System.Diagnostics;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>What a benchmark may use: a home of its own that is deleted afterwards, and the console for notes.</summary>
/// <param name="Home">An empty home; it exists.</param>
/// <param name="Notes">Standard error: what is being measured, seeds, conditions.</param>
internal sealed record BenchContext(HomeFolder Home, TextWriter Notes, CancellationToken Cancellation)
{
    /// <summary>Seconds that <paramref name="work"/> takes on the wall clock, begun with a clean heap.</summary>
    public static double Seconds(Action work)
    {
        CleanHeap();
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>
    /// Collects what earlier runs and the preparation left behind: a program that does this work once does not have it, and collected
    /// during a timed run it would be counted as that run's. Garbage that the run itself makes is counted as ever.
    /// </summary>
    public static void CleanHeap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>
    /// The most memory this process has had resident so far, in bytes; 0 where the system does not say. Measure a peak in a
    /// process that has done nothing else.
    /// </summary>
    public static long PeakResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
