using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// Kaufman's adaptive mean: between a 2-bar and a 30-bar exponential mean, the faster the straighter prices have moved over n bars.
/// Starts from the value before its first one; warm after n + 1 bars.
/// </summary>
/// <remarks>Source: P. J. Kaufman, "Smarter Trading", 1995.</remarks>
public sealed class KaufmanAdaptiveMovingAverage : SeriesIndicator, IIndicatorDefinition
{
    private const double SlowWeight = 2.0 / (30 + 1);
    private const double WeightRange = 2.0 / (2 + 1) - SlowWeight;
    private ValueWindow window;
    private double previous = double.NaN;
    private double oldestLeft;
    private double path;
    private double average;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public KaufmanAdaptiveMovingAverage(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        window = new ValueWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "kama",
            Title = "Kaufman adaptive moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "An exponential mean that follows quickly when prices go straight and slowly when they wander.",
            Source = "P. J. Kaufman, Smarter Trading, 1995; TA-Lib KAMA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("kama", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new KaufmanAdaptiveMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => window.Length + 1;

    public override void Update(double input)
    {
        if (!window.IsFull)
        {
            if (!double.IsNaN(previous)) path += Math.Abs(input - previous);
            window.Push(input);
            previous = input;
            return;
        }
        var oldest = window.Push(input);
        // The first bar that has n before it starts from the one before; later ones take the step that leaves off the path.
        if (!IsWarm) average = previous;
        else path -= Math.Abs(oldestLeft - oldest);
        path += Math.Abs(input - previous);
        var weight = Efficiency(input - oldest) * WeightRange + SlowWeight;
        average += (input - average) * (weight * weight);
        oldestLeft = oldest;
        previous = input;
        Value = average;
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(ref previous);
        state.Keep(ref oldestLeft);
        state.Keep(ref path);
        state.Keep(ref average);
    }

    /// <summary>How straight the way was: 1 for a line, and for no movement at all.</summary>
    private double Efficiency(double move) => path <= move || NearZero.Is(path) ? 1 : Math.Abs(move / path);
}
