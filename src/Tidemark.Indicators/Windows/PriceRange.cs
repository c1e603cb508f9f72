using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>The highest high and the lowest low of the last n bars.</summary>
/// <remarks>
/// Short windows are looked through at each bar, four values at a time and without a branch; long ones keep a queue of what can still
/// become an extreme.
/// </remarks>
internal struct PriceRange
{
    private const int ShortLength = 32;
    private readonly int length;
    private readonly double[] highs;
    private readonly double[] lows;
    private WindowExtreme highest;
    private WindowExtreme lowest;
    private int next;
    private int count;
    private double top;
    private double bottom;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public PriceRange(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        // The values before this one, filled up with what can never be an extreme.
        var room = length > ShortLength ? 0 : (length - 1 + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        highs = new double[room];
        lows = new double[room];
        highs.AsSpan().Fill(double.NegativeInfinity);
        lows.AsSpan().Fill(double.PositiveInfinity);
        highest = WindowExtreme.Highest(length > ShortLength ? length : 1);
        lowest = WindowExtreme.Lowest(length > ShortLength ? length : 1);
    }

    public readonly bool IsFull => count == length;

    public readonly double Highest => top;

    public readonly double Lowest => bottom;

    public void Push(double high, double low)
    {
        if (count < length) count++;
        if (length > ShortLength)
        {
            top = highest.Add(high);
            bottom = lowest.Add(low);
        }
        else
        {
            PushShort(high, low);
        }
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(highs);
        state.Keep(lows);
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref next);
        state.Keep(ref count);
        state.Keep(ref top);
        state.Keep(ref bottom);
    }

    private void PushShort(double high, double low)
    {
        var most = Vector256.Create(high);
        var least = Vector256.Create(low);
        foreach (var four in MemoryMarshal.Cast<double, Vector256<double>>(highs)) most = Vector256.MaxNative(most, four);
        foreach (var four in MemoryMarshal.Cast<double, Vector256<double>>(lows)) least = Vector256.MinNative(least, four);
        var (mostOfTwo, leastOfTwo) = (Vector128.MaxNative(most.GetLower(), most.GetUpper()), Vector128.MinNative(least.GetLower(), least.GetUpper()));
        top = double.MaxNative(mostOfTwo[0], mostOfTwo[1]);
        bottom = double.MinNative(leastOfTwo[0], leastOfTwo[1]);
        if (length == 1) return;
        highs[next] = high;
        lows[next] = low;
        if (++next == length - 1) next = 0;
    }
}
