using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>A straight line laid through the last n values by least squares. Warm after n bars.</summary>
public sealed class LinearRegression : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly RegressionResult result;
    private readonly double positions;
    private readonly double spread;
    private WeightedWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public LinearRegression(int period, RegressionResult result = RegressionResult.End)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        this.result = result;
        var n = (double)period;
        positions = n * (n - 1) / 2;
        spread = n * (n * (n - 1) * (2 * n - 1) / 6) - positions * positions;
        window = new WeightedWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("linearreg", RegressionResult.End, OutputScale.Level, "Linear regression", "The end of a straight line laid through the last n values.", ["linear-regression"]),
        Describe("linearreg_slope", RegressionResult.Slope, OutputScale.Difference, "Linear regression slope", "The rise per bar of a straight line laid through the last n values.", []),
        Describe("linearreg_intercept", RegressionResult.Start, OutputScale.Level, "Linear regression intercept", "The start of a straight line laid through the last n values.", []),
        Describe("linearreg_angle", RegressionResult.Angle, OutputScale.Number, "Linear regression angle", "The slope of a straight line laid through the last n values, in degrees.", []),
        Describe("tsf", RegressionResult.Forecast, OutputScale.Level, "Time series forecast", "A straight line laid through the last n values, drawn on to the next bar.", ["time-series-forecast"]),
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        window.Push(input);
        if (!window.IsFull) return;
        var slope = (period * (window.Weighted - window.Sum) - positions * window.Sum) / spread;
        if (result == RegressionResult.Slope) Value = slope;
        else if (result == RegressionResult.Angle) Value = Math.Atan(slope) * (180 / Math.PI);
        else Value = window.Reference + ((window.Sum - slope * positions) / period + slope * Steps());
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);

    private static IndicatorDescriptor Describe(string name, RegressionResult result, OutputScale scale, string title, string summary, ImmutableArray<string> aliases) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Statistics,
        Aliases = aliases,
        Summary = summary,
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Series,
        DefaultFields = [BarField.Close],
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new OutputSpec(name.Replace("linearreg_", "", StringComparison.Ordinal), scale)],
        Make = IndicatorDescriptor.Series((values, field) => new LinearRegression(values.Period, result) { Source = field }),
    };

    /// <summary>Bars from the start of the window to the point that is read.</summary>
    private int Steps() => result switch { RegressionResult.Start => 0, RegressionResult.Forecast => period, _ => period - 1 };
}
