using System.Collections.Immutable;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Simulation.Markets;

/// <summary>
/// Volatility as a product of components that switch between a low and a high value on time scales from minutes to months, each four
/// times slower than the one before: it clusters on every scale, so the autocorrelation of absolute returns decays slowly, and
/// returns have fat tails. Binomial Markov-switching multifractal.
/// Source: L. Calvet and A. Fisher, "How to Forecast Long-Run Volatility: Regime Switching and the Estimation of Multifractal
/// Processes" (2004).
/// </summary>
internal sealed class VolatilityCascade
{
    private const int ComponentCount = 8;
    private const double FastestMinutes = 4;
    private const double SlowdownPerComponent = 4;
    private const int FastComponents = 4;

    /// <summary>The high value of a component's variance; the low one is 2 minus it, so that the mean is 1.</summary>
    private const double HighVariance = 1.47;

    private static readonly double High = Math.Sqrt(HighVariance);
    private static readonly double Low = Math.Sqrt(2 - HighVariance);
    private readonly SeededRandom random;
    private readonly double stepsPerMinute;
    private readonly long[] switchSteps = new long[ComponentCount];
    private uint highComponents;

    private VolatilityCascade(SeededRandom random, double stepsPerMinute)
    {
        this.random = random;
        this.stepsPerMinute = stepsPerMinute;
    }

    /// <summary>A cascade at step 0, every component drawn.</summary>
    public static VolatilityCascade Begin(SeededRandom random, double stepsPerMinute)
    {
        var cascade = new VolatilityCascade(random, stepsPerMinute);
        for (var component = 0; component < ComponentCount; component++) cascade.Switch(component, 0);
        cascade.Refresh();
        return cascade;
    }

    /// <summary>A cascade as it was saved; draws nothing.</summary>
    public static VolatilityCascade Restore(SeededRandom random, double stepsPerMinute, uint highComponents, ImmutableArray<long> switchSteps)
    {
        if (switchSteps.Length != ComponentCount) throw new ArgumentException($"a saved market has {ComponentCount} components of volatility, not {switchSteps.Length}");
        var cascade = new VolatilityCascade(random, stepsPerMinute) { highComponents = highComponents };
        switchSteps.CopyTo(cascade.switchSteps);
        cascade.Refresh();
        return cascade;
    }

    /// <summary>The factor on the long-run volatility now.</summary>
    public double Factor { get; private set; }

    /// <summary>The first step at which something switches.</summary>
    public long NextSwitch { get; private set; }

    /// <summary>Lets every component whose time has come switch.</summary>
    public void AdvanceTo(long step)
    {
        for (var component = 0; component < ComponentCount; component++)
            if (switchSteps[component] <= step) Switch(component, step);
        Refresh();
    }

    /// <summary>A jump frightens the market: the fast components go to their high value.</summary>
    public void Excite()
    {
        highComponents |= (1u << FastComponents) - 1;
        Refresh();
    }

    public (uint HighComponents, ImmutableArray<long> SwitchSteps) Save() => (highComponents, [.. switchSteps]);

    private void Switch(int component, long step)
    {
        var minutes = FastestMinutes;
        for (var slower = 0; slower < component; slower++) minutes *= SlowdownPerComponent;
        switchSteps[component] = step + 1 + (long)(minutes * stepsPerMinute * random.NextExponential());
        var isHigh = random.NextBool(0.5) ? 1u : 0u;
        highComponents = (highComponents & ~(1u << component)) | (isHigh << component);
    }

    private void Refresh()
    {
        double factor = 1;
        var next = long.MaxValue;
        for (var component = 0; component < ComponentCount; component++)
        {
            factor *= (highComponents >> component & 1) == 1 ? High : Low;
            next = Math.Min(next, switchSteps[component]);
        }
        Factor = factor;
        NextSwitch = next;
    }
}
