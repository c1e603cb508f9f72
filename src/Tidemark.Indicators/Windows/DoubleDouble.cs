using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>A running total kept as an unevaluated pair of doubles, good for about 31 digits: what enters and leaves again leaves nothing behind.</summary>
/// <remarks>Source: T. J. Dekker, "A floating-point technique for extending the available precision", 1971.</remarks>
internal struct DoubleDouble
{
    private double high;
    private double low;

    /// <summary>The total, rounded once.</summary>
    public readonly double Value => high;

    public void Add(double value) => Add(value, 0);

    /// <summary>Adds a product without rounding it first.</summary>
    public void AddProduct(double left, double right)
    {
        var product = left * right;
        Add(product, Math.FusedMultiplyAdd(left, right, -product));
    }

    public void Subtract(in DoubleDouble other) => Add(-other.high, -other.low);

    /// <summary>The total times a factor.</summary>
    public readonly DoubleDouble Times(double factor)
    {
        var result = new DoubleDouble();
        result.AddProduct(high, factor);
        result.AddProduct(low, factor);
        return result;
    }

    /// <summary>The total times itself.</summary>
    public readonly DoubleDouble Squared()
    {
        var result = new DoubleDouble();
        result.AddProduct(high, high);
        result.Add(2 * high * low);
        return result;
    }

    public void Keep(IndicatorState state)
    {
        state.Keep(ref high);
        state.Keep(ref low);
    }

    private void Add(double value, double rest)
    {
        var total = high + value;
        var part = total - high;
        var error = (high - (total - part)) + (value - part) + low + rest;
        high = total + error;
        low = error - (high - total);
    }
}
