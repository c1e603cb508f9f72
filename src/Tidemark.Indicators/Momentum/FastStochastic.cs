using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Where the close stands in the range of the last n bars, 0 to 100 (fast K; 0 for a range of zero, as in TA-Lib), and a moving average of
/// it (fast D). Warm when the average is.
/// </summary>
/// <remarks>Source: G. Lane, 1950s.</remarks>
public sealed class FastStochastic : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly SeriesIndicator average;
    private PriceRange range;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or there is no such average.</exception>
    public FastStochastic(int fastK, int fastD, MovingAverageKind kind = MovingAverageKind.Sma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastK, 1);
        period = fastK;
        average = MovingAverage.OfOscillator(kind, fastD);
        range = new PriceRange(fastK);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "stochf",
            Title = "Fast stochastic oscillator",
            Group = IndicatorGroup.Momentum,
            Aliases = ["fast-stochastic"],
            Summary = "Where the close stands in the range of the last n bars, 0 to 100, and a moving average of it.",
            Source = "G. Lane, 1950s; TA-Lib STOCHF",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(5, 1, "fastKPeriod", "bars of the range"),
                ParameterSpec.Period(3, 1, "fastDPeriod", "bars of the average"),
                MovingAverage.KindParameter("fastDMaType", of: "the average"),
            ],
            Outputs = [new OutputSpec("fastK", OutputScale.Number), new OutputSpec("fastD", OutputScale.Number)],
            Make = (values, _) => new FastStochastic(values.Whole("fastKPeriod"), values.Whole("fastDPeriod"), MovingAverage.KindIn(values, "fastDMaType")),
        },
    ];

    /// <summary>The average of fast K, which is <see cref="Indicator.Value"/>.</summary>
    public double FastD => average.Value;

    public override int WarmUp => period + average.WarmUp - 1;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => average.Value, _ => throw NoOutput(index) };

    public override void Update(in Bar bar) => Update(bar.High, bar.Low, bar.Close);

    internal void Update(double high, double low, double close)
    {
        range.Push(high, low);
        if (!range.IsFull) return;
        var position = Position(range, close);
        average.Update(position);
        if (average.IsWarm) Value = position;
    }

    /// <summary>Where a close stands in a range, 0 to 100.</summary>
    internal static double Position(in PriceRange range, double close) => Position(range.Lowest, range.Highest, close);

    /// <summary>Where a close stands in a range, 0 to 100.</summary>
    internal static double Position(double lowest, double highest, double close)
    {
        var percent = (highest - lowest) / 100;
        return percent == 0 ? 0 : (close - lowest) / percent;
    }

    protected override void KeepState(IndicatorState state)
    {
        range.Keep(state);
        state.Keep(average);
    }
}
