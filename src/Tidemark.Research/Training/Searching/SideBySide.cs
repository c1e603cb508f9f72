using System.Runtime.ExceptionServices;

namespace Tidemark.Research.Training.Searching;

/// <summary>Runs parts of a work on several threads; what goes wrong comes out as from a loop.</summary>
internal static class SideBySide
{
    public static void Run(int parts, int threads, Action<int> work)
    {
        if (threads <= 1 || parts <= 1)
        {
            for (var i = 0; i < parts; i++) work(i);
            return;
        }
        var failures = new ExceptionDispatchInfo?[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, (i, state) =>
        {
            try
            {
                work(i);
            }
            catch (Exception failure)
            {
                failures[i] = ExceptionDispatchInfo.Capture(failure);
                state.Stop();
            }
        });
        foreach (var failure in failures) failure?.Throw();
    }
}
