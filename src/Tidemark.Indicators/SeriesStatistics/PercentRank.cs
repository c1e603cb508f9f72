using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// How many of the n values before it the value exceeds, in percent (0 to 100); equal ones count as chosen: none, half or all of them.
/// Warm after n + 1 bars.
/// </summary>
/// <remarks>Counting only lesser ones is L. Connors' definition (Connors RSI); counting equal ones too is TradingView's percentrank.</remarks>
public sealed class PercentRank : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double equalShare;
    private SortedWindow before;

    /// <param name="period">Values to compare with.</param>
    /// <param name="equalShare">How much an equal value counts, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public PercentRank(int period, double equalShare = 0)
    {
        this.period = period;
        this.equalShare = equalShare;
        before = new SortedWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "percent_rank",
            Title = "Rolling percentile rank",
            Group = IndicatorGroup.Statistics,
            Aliases = ["percentile-rank"],
            Summary = "How many of the n values before it the value exceeds, in percent.",
            Source = "L. Connors, C. Alvarez, An Introduction to ConnorsRSI, 2012",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(100, minimum: 1),
                ParameterSpec.Choice("equal", ["none", "half", "all"], 0, "how many of the values equal to it count as exceeded"),
            ],
            Outputs = [new OutputSpec("rank", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new PercentRank(values.Period, values.Whole("equal") / 2.0) { Source = field }),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(double input)
    {
        if (before.IsFull)
        {
            var less = before.CountBelow(input);
            Value = 100 * (less + equalShare * (before.CountUpTo(input) - less)) / period;
        }
        before.Add(input);
    }

    protected override void KeepState(IndicatorState state) => before.Keep(state);
}
