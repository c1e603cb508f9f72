using Tidemark.Indicators.State;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// The last few turning points, highs and lows in turn: of several highs without a low between them the highest counts, of lows the
/// lowest.
/// </summary>
internal sealed class PivotTrail
{
    private readonly ChartPivot[] pivots = new ChartPivot[6];

    /// <summary>How many are known, up to six.</summary>
    public int Count => count;

    private int count;

    /// <summary>A turning point: 0 is the newest.</summary>
    public ref readonly ChartPivot this[int age] => ref pivots[age];

    /// <summary>Takes a confirmed swing point; false when a more extreme one of its kind stands already.</summary>
    public bool Add(in ChartPivot pivot)
    {
        if (count > 0 && pivots[0].IsHigh == pivot.IsHigh)
        {
            if (pivot.IsHigh ? pivot.Price <= pivots[0].Price : pivot.Price >= pivots[0].Price) return false;
            pivots[0] = pivot;
            return true;
        }
        Array.Copy(pivots, 0, pivots, 1, pivots.Length - 1);
        pivots[0] = pivot;
        count = Math.Min(count + 1, pivots.Length);
        return true;
    }

    public void Keep(IndicatorState state)
    {
        state.Keep(ref count);
        for (var i = 0; i < pivots.Length; i++)
        {
            var (price, bar, isHigh) = pivots[i];
            state.Keep(ref price);
            state.Keep(ref bar);
            state.Keep(ref isHigh);
            pivots[i] = new ChartPivot(price, bar, isHigh);
        }
    }
}
