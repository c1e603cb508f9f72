using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>Ehlers' Hilbert transform of seven bars: what a series has a quarter of a cycle later.</summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001, chapter 6.</remarks>
internal struct HilbertTransform()
{
    private const double Outer = 0.0962;
    private const double Inner = 0.5769;
    private readonly double[] before = new double[6];

    /// <summary>Takes the next value; returns the transform.</summary>
    /// <param name="gain">Corrects the amplitude for the length of the cycle.</param>
    public double Next(double value, double gain)
    {
        var past = before;
        var result = (Outer * value - Outer * past[5] - Inner * past[3] + Inner * past[1]) * gain;
        for (var i = past.Length - 1; i > 0; i--) past[i] = past[i - 1];
        past[0] = value;
        return result;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state) => state.Keep(before);
}
