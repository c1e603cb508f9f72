namespace Tidemark.Indicators.Features;

/// <summary>Formulas over whole columns.</summary>
internal static class ColumnMath
{
    public static double[] Compute(FormulaNode node, int rows, Func<int, double[]> slot)
    {
        switch (node)
        {
            case NumberNode number: return Filled(rows, _ => number.Value);
            // An indicator of several outputs comes with all of its columns; the first is meant.
            case SlotNode one: return slot(one.Slot)[..rows];
            case UnaryNode unary:
                var inner = Compute(unary.Inner, rows, slot);
                return Filled(rows, row => unary.Function(inner[row]));
            case BinaryNode binary:
                var (left, right) = (Compute(binary.Left, rows, slot), Compute(binary.Right, rows, slot));
                return Filled(rows, row => binary.Function(left[row], right[row]));
            case DelayNode delay:
                var delayed = Compute(delay.Inner, rows, slot);
                return Filled(rows, row => row < delay.Rows ? double.NaN : delayed[row - delay.Rows]);
            case AheadNode ahead: return Ahead(ahead, Compute(ahead.Inner, rows, slot));
            default: throw new InvalidOperationException($"{node.GetType().Name} is no formula");
        }
    }

    private static double[] Filled(int rows, Func<int, double> value)
    {
        var values = new double[rows];
        for (var row = 0; row < rows; row++) values[row] = value(row);
        return values;
    }

    private static double[] Ahead(AheadNode node, double[] values)
    {
        switch (node.Kind)
        {
            case AheadKind.Lead: return Filled(values.Length, row => row + node.Rows < values.Length && row + node.Rows >= 0 ? values[row + node.Rows] : double.NaN);
            case AheadKind.Centered: return Centered(values, Math.Max(Math.Abs(node.Rows), 1));
            case AheadKind.BackFilled:
                for (var row = values.Length - 2; row >= 0; row--)
                    if (double.IsNaN(values[row])) values[row] = values[row + 1];
                return values;
        }
        var defined = values.Where(double.IsFinite).Order().ToArray();
        if (defined.Length == 0) return values;
        if (node.Kind == AheadKind.MinMaxed) return Filled(values.Length, row => (values[row] - defined[0]) / (defined[^1] - defined[0]));
        if (node.Kind == AheadKind.Ranked) return Filled(values.Length, row => double.IsNaN(values[row]) ? double.NaN : (double)NotLarger(defined, values[row]) / defined.Length);
        var mean = defined.Average();
        var deviation = Math.Sqrt(defined.Sum(value => (value - mean) * (value - mean)) / defined.Length);
        return Filled(values.Length, row => (values[row] - mean) / deviation);
    }

    private static double[] Centered(double[] values, int window) => Filled(values.Length, row =>
    {
        var first = row - (window - 1) / 2;
        return first < 0 || first + window > values.Length ? double.NaN : values.AsSpan(first, window).ToArray().Average();
    });

    private static int NotLarger(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
