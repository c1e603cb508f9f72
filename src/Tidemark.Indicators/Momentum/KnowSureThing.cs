using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Pring's summed rate of change: plain means of four rates of change in percent, weighted 1 to 4, and a plain mean of the sum as
/// signal. Both outputs are warm when the longest is and the signal's bars have followed. A rate of change on zero counts as 0.
/// </summary>
/// <remarks>Source: M. Pring, "Summed rate of change (KST)", Stocks and Commodities, September 1992.</remarks>
public sealed class KnowSureThing : SeriesIndicator, IIndicatorDefinition
{
    private const int Parts = 4;
    private static readonly int[] UsualRates = [10, 15, 20, 30];
    private static readonly int[] UsualMeans = [10, 10, 10, 15];
    private readonly DelayLine[] before;
    private readonly SimpleMovingAverage[] means;
    private readonly SimpleMovingAverage smoothed;
    private readonly int longest;

    /// <param name="ratePeriods">Bars of the four rates of change.</param>
    /// <param name="meanPeriods">Bars of their means.</param>
    /// <param name="signalPeriod">Bars of the signal line.</param>
    /// <exception cref="ArgumentException">There are not four of each, or a period is not positive.</exception>
    public KnowSureThing(ReadOnlySpan<int> ratePeriods, ReadOnlySpan<int> meanPeriods, int signalPeriod)
    {
        if (ratePeriods.Length != Parts || meanPeriods.Length != Parts) throw new ArgumentException("four rates and four means are needed");
        before = new DelayLine[Parts];
        means = new SimpleMovingAverage[Parts];
        for (var i = 0; i < Parts; i++)
        {
            before[i] = new DelayLine(ratePeriods[i]);
            means[i] = new SimpleMovingAverage(meanPeriods[i]);
            longest = Math.Max(longest, ratePeriods[i] + meanPeriods[i]);
        }
        smoothed = new SimpleMovingAverage(signalPeriod);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "kst",
            Title = "Know sure thing",
            Group = IndicatorGroup.Momentum,
            Aliases = ["know-sure-thing"],
            Summary = "Four smoothed rates of change, the longer ones weighing more, and a signal line.",
            Source = "M. Pring, Summed rate of change (KST), Stocks and Commodities 1992",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                .. Enumerable.Range(0, Parts).Select(i => ParameterSpec.Period(UsualRates[i], minimum: 1, name: $"rocPeriod{i + 1}", description: $"bars of rate of change {i + 1}")),
                .. Enumerable.Range(0, Parts).Select(i => ParameterSpec.Period(UsualMeans[i], minimum: 1, name: $"smaPeriod{i + 1}", description: $"bars of its mean {i + 1}")),
                ParameterSpec.Period(9, minimum: 1, name: "signalPeriod", description: "bars of the signal line"),
            ],
            Outputs = [new OutputSpec("kst", OutputScale.Number), new OutputSpec("signal", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) =>
            {
                int[] rates = [.. Enumerable.Range(1, Parts).Select(i => values.Whole($"rocPeriod{i}"))];
                int[] lengths = [.. Enumerable.Range(1, Parts).Select(i => values.Whole($"smaPeriod{i}"))];
                return new KnowSureThing(rates, lengths, values.Whole("signalPeriod")) { Source = field };
            }),
        },
    ];

    public override int WarmUp => longest + smoothed.WarmUp - 1;

    public override int OutputCount => 2;

    public double Signal => smoothed.Value;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => Signal,
        _ => throw NoOutput(index),
    };

    public override void Update(double input)
    {
        var sum = 0.0;
        for (var i = 0; i < Parts; i++)
        {
            var then = before[i].Exchange(input);
            if (!double.IsNaN(then)) means[i].Update(then == 0 ? 0 : 100 * (input / then - 1));
            sum += (i + 1) * means[i].Value;
        }
        if (double.IsNaN(sum)) return;
        smoothed.Update(sum);
        if (smoothed.IsWarm) Value = sum;
    }

    protected override void KeepState(IndicatorState state)
    {
        for (var i = 0; i < Parts; i++)
        {
            before[i].Keep(state);
            state.Keep(means[i]);
        }
        state.Keep(smoothed);
    }
}
