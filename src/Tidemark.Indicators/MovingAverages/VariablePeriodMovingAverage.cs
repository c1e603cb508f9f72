using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// A moving average whose period is a second series: at each bar the average of the period that the second series has there, cut to a
/// whole number and to a range. All averages begin together with the longest one; warm when that is.
/// </summary>
/// <remarks>
/// Averages of a window are computed from the values when they are asked for; of the other kinds it keeps one for every period of the
/// range, so there a bar costs as much as the range is wide.
/// </remarks>
public sealed class VariablePeriodMovingAverage : PairIndicator, IIndicatorDefinition
{
    private const long LargestRoom = 20_000_000;
    private readonly MovingAverageKind kind;
    private readonly int shortest;
    private readonly int longest;
    private readonly SeriesIndicator[] averages;
    private ValueWindow window;
    private int count;

    /// <exception cref="ArgumentException">A period is not positive, the shortest is longer than the longest, or the range is too wide to be kept.</exception>
    public VariablePeriodMovingAverage(int shortest, int longest, MovingAverageKind kind)
        : base(BarField.Close, BarField.Volume)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shortest, 1);
        if (shortest > longest) throw new ArgumentException($"minPeriod is {shortest}, which is longer than maxPeriod, {longest}");
        if (kind == MovingAverageKind.Kama && (long)longest * (longest - shortest + 1) > LargestRoom)
            throw new ArgumentException($"Kaufman averages of {shortest} to {longest} bars do not fit into memory: choose a narrower range");
        this.kind = kind;
        this.shortest = shortest;
        this.longest = longest;
        averages = IsOfWindow ? [] : [.. Enumerable.Range(shortest, longest - shortest + 1).Select(Started)];
        window = new ValueWindow(IsOfWindow ? longest : 1);
        WarmUp = MovingAverage.WarmUpOf(kind, longest);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "mavp",
            Title = "Moving average with variable period",
            Group = IndicatorGroup.MovingAverages,
            Aliases = ["variable-period-moving-average"],
            Summary = "A moving average whose period is read from a second series.",
            Source = "TA-Lib MAVP",
            Input = IndicatorInput.Pair,
            DefaultFields = [BarField.Close, BarField.Volume],
            Parameters =
            [
                ParameterSpec.Period(2, name: "minPeriod", description: "the shortest period, in bars"),
                ParameterSpec.Period(30, name: "maxPeriod", description: "the longest period, in bars"),
                MovingAverage.KindParameter(),
            ],
            Outputs = [new OutputSpec("mavp", OutputScale.Level)],
            Make = (values, fields) => new VariablePeriodMovingAverage(values.Whole("minPeriod"), values.Whole("maxPeriod"), MovingAverage.KindIn(values))
            {
                First = fields[0],
                Second = fields[1],
            },
        },
    ];

    public override int WarmUp { get; }

    /// <summary>Whether an average is one of the last n values alone, whenever it began.</summary>
    private bool IsOfWindow => kind is MovingAverageKind.Sma or MovingAverageKind.Wma or MovingAverageKind.Trima;

    /// <param name="first">The value to be averaged.</param>
    /// <param name="second">The period to be shown at this bar.</param>
    public override void Update(double first, double second)
    {
        window.Push(first);
        foreach (var average in averages) average.Update(first);
        if (count < WarmUp) count++;
        if (count < WarmUp) return;
        var index = (int)Math.Clamp(second - shortest, 0, longest - shortest);
        Value = IsOfWindow ? MeanOf(shortest + index) : averages[index].Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        foreach (var average in averages) state.Keep(average);
        state.Keep(ref count);
    }

    /// <summary>An average that gives its first value together with the longest one.</summary>
    private LateStart Started(int period) => new(MovingAverage.Of(kind, period), MovingAverage.WarmUpOf(kind, longest) - MovingAverage.WarmUpOf(kind, period));

    private double MeanOf(int period)
    {
        var (total, weights) = (0.0, 0.0);
        for (var age = 0; age < period; age++)
        {
            var weight = kind switch
            {
                MovingAverageKind.Sma => 1,
                MovingAverageKind.Wma => period - age,
                _ => Math.Min(age + 1, period - age),
            };
            total += weight * window[age];
            weights += weight;
        }
        return total / weights;
    }
}
