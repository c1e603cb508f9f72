using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// A moving average whose period is a second series: at each bar the average of the period that the second series has there, cut to a
/// whole number and to a range. All averages begin together with the longest one; warm when that is.
/// </summary>
/// <remarks>It keeps an average for every period of the range, so a bar costs as much as the range is wide.</remarks>
public sealed class VariablePeriodMovingAverage : PairIndicator, IIndicatorDefinition
{
    private readonly SeriesIndicator[] averages;
    private readonly int[] starts;
    private readonly int shortest;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or the shortest is longer than the longest.</exception>
    public VariablePeriodMovingAverage(int shortest, int longest, MovingAverageKind kind)
        : base(BarField.Close, BarField.Volume)
    {
        if (shortest > longest) throw new ArgumentOutOfRangeException(nameof(shortest), shortest, $"minPeriod must not be longer than maxPeriod, which is {longest}");
        this.shortest = shortest;
        averages = new SeriesIndicator[longest - shortest + 1];
        for (var i = 0; i < averages.Length; i++) averages[i] = MovingAverage.Of(kind, shortest + i);
        WarmUp = averages[^1].WarmUp;
        starts = new int[averages.Length];
        for (var i = 0; i < averages.Length; i++) starts[i] = WarmUp - averages[i].WarmUp;
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

    /// <param name="first">The value to be averaged.</param>
    /// <param name="second">The period to be shown at this bar.</param>
    public override void Update(double first, double second)
    {
        for (var i = 0; i < averages.Length; i++)
            if (count >= starts[i]) averages[i].Update(first);
        if (count < WarmUp - 1)
        {
            count++;
            return;
        }
        Value = averages[(int)Math.Clamp(second - shortest, 0, averages.Length - 1)].Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        foreach (var average in averages) state.Keep(average);
        state.Keep(ref count);
    }
}
