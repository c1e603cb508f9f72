using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// A fast less a slow moving average, in units of the input (APO) or as a percentage of the slow one (PPO; 0 where that is zero). Each
/// average starts with the first bar. Warm when both are.
/// </summary>
public sealed class PriceOscillator : SeriesIndicator, IIndicatorDefinition
{
    private readonly SeriesIndicator fast;
    private readonly SeriesIndicator slow;
    private readonly bool isPercentage;

    /// <summary>If fast is longer than slow they change places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or there is no such average.</exception>
    public PriceOscillator(int fast, int slow, MovingAverageKind kind, bool isPercentage)
    {
        this.fast = MovingAverage.Of(kind, Math.Min(fast, slow));
        this.slow = MovingAverage.Of(kind, Math.Max(fast, slow));
        this.isPercentage = isPercentage;
        WarmUp = Math.Max(this.fast.WarmUp, this.slow.WarmUp);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("apo", false, OutputScale.Difference, "Absolute price oscillator", "A fast less a slow moving average."),
        Describe("ppo", true, OutputScale.Number, "Percentage price oscillator", "A fast less a slow moving average, as a percentage of the slow one."),
    ];

    public override int WarmUp { get; }

    public override void Update(double input)
    {
        fast.Update(input);
        slow.Update(input);
        if (!fast.IsWarm || !slow.IsWarm) return;
        var difference = fast.Value - slow.Value;
        if (!isPercentage) Value = difference;
        else Value = NearZero.Is(slow.Value) ? 0 : difference / slow.Value * 100;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(fast);
        state.Keep(slow);
    }

    private static IndicatorDescriptor Describe(string name, bool isPercentage, OutputScale scale, string title, string summary) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Momentum,
        Summary = summary,
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Series,
        DefaultFields = [BarField.Close],
        Parameters =
        [
            ParameterSpec.Period(12, name: "fastPeriod", description: "bars of the fast average"),
            ParameterSpec.Period(26, name: "slowPeriod", description: "bars of the slow average"),
            MovingAverage.KindParameter(of: "both averages"),
        ],
        Outputs = [new OutputSpec(name, scale)],
        Make = IndicatorDescriptor.Series((values, field) =>
            new PriceOscillator(values.Whole("fastPeriod"), values.Whole("slowPeriod"), MovingAverage.KindIn(values), isPercentage) { Source = field }),
    };
}
