using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>
/// Ehlers' homodyne discriminator: smooths prices, splits them into parts in phase and a quarter of a cycle apart, and measures the
/// length of the dominant cycle from how far their angle turns per bar, between 6 and 50 bars.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001, chapter 7; started as TA-Lib does, after a given number of bars.</remarks>
/// <param name="skipped">Bars that only fill the smoother.</param>
internal sealed class CycleMeter(int skipped)
{
    private const double DegreesPerRadian = 180 / Math.PI;
    private HilbertTransform detrending = new();
    private HilbertTransform quadratureOfPrice = new();
    private HilbertTransform advanceOfInPhase = new();
    private HilbertTransform advanceOfQuadrature = new();
    private readonly double[] detrended = new double[3];
    private readonly double[] prices = new double[3];
    private double inPhaseSmooth;
    private double quadratureSmooth;
    private double real;
    private double imaginary;
    private double period;
    private double smoothPeriod;
    private double inPhase;
    private double quadrature;
    private double smoothPrice;
    private int count;

    /// <summary>The price smoothed over four bars.</summary>
    public double SmoothPrice => smoothPrice;

    /// <summary>The part in phase with the cycle.</summary>
    public double InPhase => inPhase;

    /// <summary>The part a quarter of a cycle apart.</summary>
    public double Quadrature => quadrature;

    /// <summary>Bars of the dominant cycle, smoothed.</summary>
    public double SmoothPeriod => smoothPeriod;

    /// <summary>The angle of the cycle between -90 and 90 degrees; 0 where it is not defined.</summary>
    public double Phase => inPhase != 0 ? Math.Atan(quadrature / inPhase) * DegreesPerRadian : 0;

    /// <summary>Takes the next price; false while it only fills the smoother.</summary>
    public bool Update(double price)
    {
        smoothPrice = (4 * price + 3 * prices[0] + 2 * prices[1] + prices[2]) * 0.1;
        (prices[2], prices[1], prices[0]) = (prices[1], prices[0], price);
        if (count < skipped)
        {
            count++;
            return false;
        }
        var gain = 0.075 * period + 0.54;
        var trendless = detrending.Next(smoothPrice, gain);
        quadrature = quadratureOfPrice.Next(trendless, gain);
        inPhase = detrended[2];
        var inPhaseAhead = advanceOfInPhase.Next(inPhase, gain);
        var quadratureAhead = advanceOfQuadrature.Next(quadrature, gain);
        (detrended[2], detrended[1], detrended[0]) = (detrended[1], detrended[0], trendless);
        Measure(0.2 * (inPhase - quadratureAhead) + 0.8 * inPhaseSmooth, 0.2 * (quadrature + inPhaseAhead) + 0.8 * quadratureSmooth);
        return true;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        detrending.Keep(state);
        quadratureOfPrice.Keep(state);
        advanceOfInPhase.Keep(state);
        advanceOfQuadrature.Keep(state);
        state.Keep(detrended);
        state.Keep(prices);
        state.Keep(ref inPhaseSmooth);
        state.Keep(ref quadratureSmooth);
        state.Keep(ref real);
        state.Keep(ref imaginary);
        state.Keep(ref period);
        state.Keep(ref smoothPeriod);
        state.Keep(ref inPhase);
        state.Keep(ref quadrature);
        state.Keep(ref smoothPrice);
        state.Keep(ref count);
    }

    /// <summary>The turn between this bar and the last one gives the period, which may change by half or a third a bar at most.</summary>
    private void Measure(double inPhaseNow, double quadratureNow)
    {
        real = 0.2 * (inPhaseNow * inPhaseSmooth + quadratureNow * quadratureSmooth) + 0.8 * real;
        imaginary = 0.2 * (inPhaseNow * quadratureSmooth - quadratureNow * inPhaseSmooth) + 0.8 * imaginary;
        inPhaseSmooth = inPhaseNow;
        quadratureSmooth = quadratureNow;
        var before = period;
        var measured = imaginary != 0 && real != 0 ? 360 / (Math.Atan(imaginary / real) * DegreesPerRadian) : before;
        if (measured > 1.5 * before) measured = 1.5 * before;
        if (measured < 0.67 * before) measured = 0.67 * before;
        period = 0.2 * Math.Clamp(measured, 6, 50) + 0.8 * before;
        smoothPeriod = 0.33 * period + 0.67 * smoothPeriod;
    }
}
