using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>The value less the value n bars before. Warm after n + 1 bars.</summary>
public sealed class PriceMomentum : SeriesIndicator, IIndicatorDefinition
{
    private ValueWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public PriceMomentum(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        window = new ValueWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "mom",
            Title = "Momentum",
            Group = IndicatorGroup.Momentum,
            Aliases = ["momentum"],
            Summary = "The change over n bars in units of the input.",
            Source = "TA-Lib MOM",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(10, minimum: 1)],
            Outputs = [new OutputSpec("mom", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((values, field) => new PriceMomentum(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => window.Length + 1;

    public override void Update(double input)
    {
        var isFull = window.IsFull;
        var before = window.Push(input);
        if (isFull) Value = input - before;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
