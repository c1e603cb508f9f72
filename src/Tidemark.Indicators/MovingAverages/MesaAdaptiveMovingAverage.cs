using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Cycles;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// Ehlers' MESA adaptive mean (MAMA) and its following mean (FAMA): exponential means whose weight falls with the rate at which the
/// phase of the dominant cycle changes. Warm after 33 bars.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "MESA Adaptive Moving Averages", Stocks &amp; Commodities, September 2001.</remarks>
/// <param name="fastLimit">The largest weight, 0.01 to 0.99.</param>
/// <param name="slowLimit">The smallest weight, 0.01 to 0.99.</param>
public sealed class MesaAdaptiveMovingAverage(double fastLimit = 0.5, double slowLimit = 0.05) : SeriesIndicator, IIndicatorDefinition
{
    private const int Skipped = 12;
    private readonly CycleMeter cycle = new(Skipped);
    private double previousPhase;
    private double mean;
    private double followingMean;
    private double following = double.NaN;
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "mama",
            Title = "MESA adaptive moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "A mean that adapts to the phase of the dominant cycle, and a slower one that follows it; they cross when the trend turns.",
            Source = "J. F. Ehlers, MESA Adaptive Moving Averages, Stocks & Commodities, September 2001; TA-Lib MAMA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Number("fastLimit", 0.5, 0.01, 0.99, "the largest weight of a bar"),
                ParameterSpec.Number("slowLimit", 0.05, 0.01, 0.99, "the smallest weight of a bar"),
            ],
            Outputs = [new OutputSpec("mama", OutputScale.Level), new OutputSpec("fama", OutputScale.Level, "the following mean")],
            Make = IndicatorDescriptor.Series((values, field) => new MesaAdaptiveMovingAverage(values["fastLimit"], values["slowLimit"]) { Source = field }),
        },
    ];

    /// <summary>The following mean (FAMA).</summary>
    public double Following => following;

    public override int WarmUp => 33;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => following, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        if (!cycle.Update(input)) return;
        var phase = cycle.Phase;
        var turn = Math.Max(previousPhase - phase, 1);
        previousPhase = phase;
        var weight = turn > 1 ? Math.Max(fastLimit / turn, slowLimit) : fastLimit;
        mean = weight * input + (1 - weight) * mean;
        followingMean = 0.5 * weight * mean + (1 - 0.5 * weight) * followingMean;
        if (count < WarmUp) return;
        Value = mean;
        following = followingMean;
    }

    protected override void KeepState(IndicatorState state)
    {
        cycle.Keep(state);
        state.Keep(ref previousPhase);
        state.Keep(ref mean);
        state.Keep(ref followingMean);
        state.Keep(ref following);
        state.Keep(ref count);
    }
}
