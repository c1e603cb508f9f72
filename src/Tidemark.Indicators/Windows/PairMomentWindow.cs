using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// Squares and products of deviations from the mean of the last n pairs, in constant time; see <see cref="MomentWindow"/>. Equal values
/// of one series have squares of exactly zero.
/// </summary>
internal struct PairMomentWindow(int length)
{
    private ValueWindow firsts = new(length);
    private ValueWindow seconds = new(length);
    private double firstReference = double.NaN;
    private double secondReference = double.NaN;
    private double firstSum;
    private double secondSum;
    private double firstSquares;
    private double secondSquares;
    private double products;
    private int firstEqual;
    private int secondEqual;

    public readonly bool IsFull => firsts.IsFull;

    /// <summary>The sum of squared deviations of the first series.</summary>
    public readonly double FirstSpread => firstEqual >= firsts.Length ? 0 : Math.Max(firstSquares - firstSum * firstSum / firsts.Length, 0);

    /// <summary>The sum of squared deviations of the second series.</summary>
    public readonly double SecondSpread => secondEqual >= firsts.Length ? 0 : Math.Max(secondSquares - secondSum * secondSum / firsts.Length, 0);

    /// <summary>The sum of products of deviations.</summary>
    public readonly double CommonSpread => products - firstSum * secondSum / firsts.Length;

    public void Push(double first, double second)
    {
        if (double.IsNaN(firstReference)) (firstReference, secondReference) = (first, second);
        firstEqual = firstEqual > 0 && first == firsts[0] ? Math.Min(firstEqual + 1, firsts.Length) : 1;
        secondEqual = secondEqual > 0 && second == seconds[0] ? Math.Min(secondEqual + 1, firsts.Length) : 1;
        var isReplacing = firsts.IsFull;
        var leavingFirst = firsts.Push(first);
        var leavingSecond = seconds.Push(second);
        Add(first, second, 1);
        if (isReplacing) Add(leavingFirst, leavingSecond, -1);
        if (firsts.HasWrapped) Refresh();
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        firsts.Keep(state);
        seconds.Keep(state);
        state.Keep(ref firstReference);
        state.Keep(ref secondReference);
        state.Keep(ref firstSum);
        state.Keep(ref secondSum);
        state.Keep(ref firstSquares);
        state.Keep(ref secondSquares);
        state.Keep(ref products);
        state.Keep(ref firstEqual);
        state.Keep(ref secondEqual);
    }

    private void Add(double first, double second, double sign)
    {
        var firstDeviation = first - firstReference;
        var secondDeviation = second - secondReference;
        firstSum += sign * firstDeviation;
        secondSum += sign * secondDeviation;
        firstSquares += sign * firstDeviation * firstDeviation;
        secondSquares += sign * secondDeviation * secondDeviation;
        products += sign * firstDeviation * secondDeviation;
    }

    private void Refresh()
    {
        var first = firsts.Slots;
        var second = seconds.Slots;
        firstReference = Mean(first, firstReference);
        secondReference = Mean(second, secondReference);
        (firstSum, secondSum, firstSquares, secondSquares, products) = (0, 0, 0, 0, 0);
        for (var i = 0; i < first.Length; i++) Add(first[i], second[i], 1);
    }

    private static double Mean(ReadOnlySpan<double> values, double reference)
    {
        var offset = 0.0;
        foreach (var value in values) offset += value - reference;
        return reference + offset / values.Length;
    }
}
