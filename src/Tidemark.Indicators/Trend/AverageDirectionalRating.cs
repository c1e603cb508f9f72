using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Trend;

/// <summary>The mean of the average directional index now and n - 1 bars before. Warm after 3n - 1 bars.</summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class AverageDirectionalRating : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly AverageDirectionalIndex index;
    private ValueWindow before;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public AverageDirectionalRating(int period)
    {
        this.period = period;
        index = new AverageDirectionalIndex(period);
        before = new ValueWindow(period - 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "adxr",
            Title = "Average directional index rating",
            Group = IndicatorGroup.Trend,
            Summary = "The mean of the average directional index now and n - 1 bars before.",
            Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978; TA-Lib ADXR",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("adxr", OutputScale.Number)],
            Make = (values, _) => new AverageDirectionalRating(values.Period),
        },
    ];

    public override int WarmUp => 3 * period - 1;

    public override void Update(in Bar bar)
    {
        index.Update(bar);
        if (!index.IsWarm) return;
        var isFull = before.IsFull;
        var earlier = before.Push(index.Value);
        if (isFull) Value = (index.Value + earlier) / 2;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(index);
        before.Keep(state);
    }
}
