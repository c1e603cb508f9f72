using System.Runtime.InteropServices;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Aligned memory for the histograms of nodes: pairs of <c>double</c>, <c>[features, bins]</c>.</summary>
/// <param name="length">Pairs in one histogram.</param>
internal sealed unsafe class HistogramPool(long length) : IDisposable
{
    private readonly Stack<nint> free = new();
    private readonly List<nint> all = [];

    public double* Rent()
    {
        if (free.TryPop(out var used)) return (double*)used;
        var fresh = (nint)NativeMemory.AlignedAlloc((nuint)(length * 2 * sizeof(double)), 64);
        all.Add(fresh);
        return (double*)fresh;
    }

    public void Return(double* histogram)
    {
        if (histogram != null) free.Push((nint)histogram);
    }

    public void Dispose()
    {
        foreach (var memory in all) NativeMemory.AlignedFree((void*)memory);
        all.Clear();
        free.Clear();
    }
}
