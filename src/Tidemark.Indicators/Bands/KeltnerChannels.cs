using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Bands;

/// <summary>
/// An exponential mean of the close, and bands at a multiple of the average true range around it. Warm when both are: after the
/// larger of n and the range's n + 1 bars.
/// </summary>
/// <remarks>
/// Source: C. Keltner, "How to Make Money in Commodities", 1960, in the form with exponential mean and average true range that
/// L. Bradford Raschke gave it.
/// </remarks>
public sealed class KeltnerChannels : Indicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage mean;
    private readonly AverageTrueRange range;
    private readonly double multiplier;
    private double middle = double.NaN;
    private double lower = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public KeltnerChannels(int period, int rangePeriod, double multiplier)
    {
        mean = new ExponentialMovingAverage(period);
        range = new AverageTrueRange(rangePeriod);
        this.multiplier = multiplier;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "keltner",
            Title = "Keltner channels",
            Group = IndicatorGroup.Bands,
            Aliases = ["kc", "keltner-channels"],
            Summary = "An exponential mean of the close with bands at a multiple of the average true range.",
            Source = "C. Keltner, How to Make Money in Commodities, 1960; L. Bradford Raschke's form with EMA and ATR",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(20, minimum: 1, description: "bars of the mean"),
                ParameterSpec.Period(10, minimum: 1, name: "atrPeriod", description: "bars of the average true range"),
                ParameterSpec.Number("multiplier", 2, 0, 1_000, "average true ranges from the mean to the bands"),
            ],
            Outputs = [new OutputSpec("upper", OutputScale.Level), new OutputSpec("middle", OutputScale.Level), new OutputSpec("lower", OutputScale.Level)],
            Make = (values, _) => new KeltnerChannels(values.Period, values.Whole("atrPeriod"), values["multiplier"]),
        },
    ];

    public override int WarmUp => Math.Max(mean.WarmUp, range.WarmUp);

    public override int OutputCount => 3;

    public double Upper => Value;

    public double Middle => middle;

    public double Lower => lower;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => middle,
        2 => lower,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        mean.Update(bar.Close);
        range.Update(bar);
        if (!mean.IsWarm || !range.IsWarm) return;
        var distance = multiplier * range.Value;
        Value = mean.Value + distance;
        middle = mean.Value;
        lower = mean.Value - distance;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(mean);
        state.Keep(range);
        state.Keep(ref middle);
        state.Keep(ref lower);
    }
}
