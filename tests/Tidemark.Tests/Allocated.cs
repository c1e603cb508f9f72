namespace Tidemark.Tests;

/// <summary>
/// Counts what the current thread allocates. A collection that another test causes meanwhile counts the unused rest of a buffer as
/// allocated, so the least of several counts is the truth; the tests that run long are kept apart from the others besides.
/// </summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public static class Allocated
{
    /// <summary>The collection of tests that run while no other does.</summary>
    public const string Alone = "allocations";

    private const int Attempts = 8;

    /// <summary>The bytes that a piece of work allocates, whatever else goes on.</summary>
    public static long By(Action work)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
