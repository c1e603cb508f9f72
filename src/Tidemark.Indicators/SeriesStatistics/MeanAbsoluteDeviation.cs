using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The mean distance of the last n values from their mean. Warm after n bars; a bar costs as much as the window is long.</summary>
public sealed class MeanAbsoluteDeviation : SeriesIndicator, IIndicatorDefinition
{
    private ValueWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public MeanAbsoluteDeviation(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        window = new ValueWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "avgdev",
            Title = "Mean absolute deviation",
            Group = IndicatorGroup.Statistics,
            Aliases = ["mean-absolute-deviation"],
            Summary = "The mean distance of the last n values from their mean.",
            Source = "TA-Lib AVGDEV",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("avgdev", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((values, field) => new MeanAbsoluteDeviation(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => window.Length;

    public override void Update(double input)
    {
        window.Push(input);
        if (!window.IsFull) return;
        var sum = 0.0;
        foreach (var value in window.Slots) sum += value;
        var mean = sum / window.Length;
        var distances = 0.0;
        foreach (var value in window.Slots) distances += Math.Abs(value - mean);
        Value = distances / window.Length;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
