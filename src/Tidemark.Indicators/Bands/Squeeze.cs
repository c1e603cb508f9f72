using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Bands;

/// <summary>
/// Carter's squeeze: whether the Bollinger bands of n bars lie inside Keltner channels of the same mean (plain mean of the close, plain mean
/// of n true ranges) - 1 or 0 - and the momentum to trade when they come out: where the least-squares line through n values of the close
/// less the mean of (the middle of the range of n bars, the mean of n closes) ends. Warm after 2n - 1 bars.
/// </summary>
/// <remarks>
/// Sources: J. Carter, "Mastering the Trade", 2005; the momentum as LazyBear wrote it for TradingView, 2014. Bollinger bands take the
/// deviation of the window divided by n.
/// </remarks>
public sealed class Squeeze : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double deviations;
    private readonly double ranges;
    private WindowMoments closes;
    private WindowExtreme highest;
    private WindowExtreme lowest;
    private ExactWindowSum trueRanges;
    private WindowWeightedSum distances;
    private double previousClose = double.NaN;
    private double momentum = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public Squeeze(int period, double deviations, double ranges)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        this.deviations = deviations;
        this.ranges = ranges;
        closes = new WindowMoments(period);
        highest = WindowExtreme.Highest(period);
        lowest = WindowExtreme.Lowest(period);
        trueRanges = new ExactWindowSum(period);
        distances = new WindowWeightedSum(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "squeeze",
            Title = "Volatility squeeze",
            Group = IndicatorGroup.Bands,
            Aliases = ["ttm-squeeze", "squeeze-momentum"],
            Summary = "Whether Bollinger bands lie inside Keltner channels, and the momentum for when they come out.",
            Source = "J. Carter, Mastering the Trade, 2005; momentum as written by LazyBear, 2014",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(20),
                ParameterSpec.Number("nbDev", 2, 0, 1_000, "standard deviations of the Bollinger bands"),
                ParameterSpec.Number("multiplier", 1.5, 0, 1_000, "mean true ranges of the Keltner channels"),
            ],
            Outputs = [new OutputSpec("squeeze", OutputScale.Signal, "1 while the bands lie inside, else 0"), new OutputSpec("momentum", OutputScale.Difference)],
            Make = (values, _) => new Squeeze(values.Period, values["nbDev"], values["multiplier"]),
        },
    ];

    public override int WarmUp => 2 * period - 1;

    public override int OutputCount => 2;

    /// <summary>Whether the Bollinger bands lie inside the Keltner channels.</summary>
    public bool IsOn => Value == 1;

    public double Momentum => momentum;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => momentum,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        closes.Add(bar.Close);
        var middle = 0.5 * (highest.Add(bar.High) + lowest.Add(bar.Low));
        if (!double.IsNaN(previousClose)) trueRanges.Add(TrueRange.Of(bar, previousClose));
        previousClose = bar.Close;
        if (!closes.IsFull) return;
        distances.Add(bar.Close - 0.5 * (middle + closes.Mean));
        if (!distances.IsFull) return;
        Value = deviations * Math.Sqrt(closes.Variance) < ranges * trueRanges.Sum / period ? 1 : 0;
        momentum = distances.LineEnd;
    }

    protected override void KeepState(IndicatorState state)
    {
        closes.Keep(state);
        highest.Keep(state);
        lowest.Keep(state);
        trueRanges.Keep(state);
        distances.Keep(state);
        state.Keep(ref previousClose);
        state.Keep(ref momentum);
    }
}
