using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Cycles;

/// <summary>
/// The phase of the dominant cycle in degrees, from -45 to 315: the angle of the last whole cycle of smoothed prices in a Fourier sum,
/// moved on by the lag of the smoothing.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001, chapter 9; started as TA-Lib does.</remarks>
internal sealed class CyclePhase
{
    private const int Skipped = 37;
    private const int LongestCycle = 50;
    private const double DegreesPerRadian = 180 / Math.PI;
    private static readonly (double Sine, double Cosine)[][] Angles = [.. Enumerable.Range(0, LongestCycle + 1).Select(AnglesOf)];
    private ValueWindow smoothPrices = new(LongestCycle);
    private double phase;

    /// <summary>The measure of the cycle that it stands on.</summary>
    public CycleMeter Cycle { get; } = new(Skipped);

    /// <summary>The phase in degrees.</summary>
    public double Degrees => phase;

    /// <summary>The whole number of bars nearest to the cycle's length.</summary>
    public int WholePeriod => (int)(Cycle.SmoothPeriod + 0.5);

    /// <summary>Takes the next price; false while it only fills the smoother.</summary>
    public bool Update(double price)
    {
        if (!Cycle.Update(price)) return false;
        smoothPrices.Push(Cycle.SmoothPrice);
        var (real, imaginary) = (0.0, 0.0);
        var angles = Angles[WholePeriod];
        for (var i = 0; i < angles.Length; i++)
        {
            var value = smoothPrices[i];
            real += angles[i].Sine * value;
            imaginary += angles[i].Cosine * value;
        }
        if (imaginary != 0) phase = Math.Atan(real / imaginary) * DegreesPerRadian;
        else if (real != 0) phase += real < 0 ? -90 : 90;
        phase += 90;
        phase += 360 / Cycle.SmoothPeriod;
        if (imaginary < 0) phase += 180;
        if (phase > 315) phase -= 360;
        return true;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        Cycle.Keep(state);
        smoothPrices.Keep(state);
        state.Keep(ref phase);
    }

    private static (double Sine, double Cosine)[] AnglesOf(int period) =>
        [.. Enumerable.Range(0, period).Select(i => Math.SinCos(i * (8 * Math.Atan(1)) / period))];
}
