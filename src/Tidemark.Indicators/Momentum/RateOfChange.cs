using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// The value over the value n bars before, less one: 0.05 is a gain of 5 %; or in another scale. 0 where the value before was zero, as in
/// TA-Lib. Warm after n + 1 bars, NaN before.
/// </summary>
public sealed class RateOfChange : SeriesIndicator, IIndicatorDefinition
{
    private readonly RateOfChangeScale scale;
    private ValueWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RateOfChange(int period, RateOfChangeScale scale = RateOfChangeScale.Fraction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.scale = scale;
        window = new ValueWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("roc", RateOfChangeScale.Percentage, "Rate of change", "The change over n bars in per cent.", ["rate-of-change"]),
        Describe("rocp", RateOfChangeScale.Fraction, "Rate of change as a fraction", "The change over n bars as a fraction: 0.05 is a gain of 5 %.", []),
        Describe("rocr", RateOfChangeScale.Ratio, "Rate of change as a ratio", "The value over the value n bars before: 1.05 is a gain of 5 %.", []),
        Describe("rocr100", RateOfChangeScale.RatioPercentage, "Rate of change as a ratio in per cent", "The value in per cent of the value n bars before: 105 is a gain of 5 %.", []),
    ];

    public override int WarmUp => window.Length + 1;

    public override void Update(double input)
    {
        var isFull = window.IsFull;
        var before = window.Push(input);
        if (!isFull) return;
        if (before == 0)
        {
            Value = 0;
            return;
        }
        var ratio = input / before;
        Value = scale switch
        {
            RateOfChangeScale.Fraction => ratio - 1,
            RateOfChangeScale.Percentage => (ratio - 1) * 100,
            RateOfChangeScale.Ratio => ratio,
            _ => ratio * 100,
        };
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);

    private static IndicatorDescriptor Describe(string name, RateOfChangeScale scale, string title, string summary, ImmutableArray<string> aliases) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Momentum,
        Aliases = aliases,
        Summary = summary,
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Series,
        DefaultFields = [BarField.Close],
        Parameters = [ParameterSpec.Period(10, minimum: 1)],
        Outputs = [new OutputSpec(name, OutputScale.Number)],
        Make = IndicatorDescriptor.Series((values, field) => new RateOfChange(values.Period, scale) { Source = field }),
    };
}
