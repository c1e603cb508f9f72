using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>The fast stochastic oscillator of the relative strength index instead of prices. Warm when its average is.</summary>
/// <remarks>Source: T. S. Chande and S. Kroll, "The New Technical Trader", 1994.</remarks>
public sealed class StochasticRsi : SeriesIndicator, IIndicatorDefinition
{
    private readonly RelativeStrengthIndex strength;
    private readonly FastStochastic stochastic;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or there is no such average.</exception>
    public StochasticRsi(int period, int fastK, int fastD, MovingAverageKind kind = MovingAverageKind.Sma)
    {
        strength = new RelativeStrengthIndex(period);
        stochastic = new FastStochastic(fastK, fastD, kind);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "stochrsi",
            Title = "Stochastic RSI",
            Group = IndicatorGroup.Momentum,
            Aliases = ["stochastic-rsi"],
            Summary = "Where the relative strength index stands in its own range of the last n bars, 0 to 100, and a moving average of that.",
            Source = "T. S. Chande and S. Kroll, The New Technical Trader, 1994; TA-Lib STOCHRSI",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(14),
                ParameterSpec.Period(5, 1, "fastKPeriod", "bars of the range"),
                ParameterSpec.Period(3, 1, "fastDPeriod", "bars of the average"),
                MovingAverage.KindParameter("fastDMaType", of: "the average"),
            ],
            Outputs = [new OutputSpec("fastK", OutputScale.Number), new OutputSpec("fastD", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) =>
                new StochasticRsi(values.Period, values.Whole("fastKPeriod"), values.Whole("fastDPeriod"), MovingAverage.KindIn(values, "fastDMaType")) { Source = field }),
        },
    ];

    /// <summary>The average of fast K, which is <see cref="Indicator.Value"/>.</summary>
    public double FastD => stochastic.FastD;

    public override int WarmUp => strength.WarmUp + stochastic.WarmUp - 1;

    public override int OutputCount => 2;

    public override double Output(int index) => stochastic.Output(index);

    public override void Update(double input)
    {
        strength.Update(input);
        if (!strength.IsWarm) return;
        var index = strength.Value;
        stochastic.Update(index, index, index);
        Value = stochastic.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(strength);
        state.Keep(stochastic);
    }
}
