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
    private WindowWeightedSum window;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public LinearRegression(int period, RegressionResult result = RegressionResult.End)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        this.result = result;
        window = new WindowWeightedSum(period);
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
        window.Add(input);
        if (!window.IsFull) return;
        // Weights that rise by one a bar lie above even ones by as much as the line rises over a sixth of the window.
        var slope = 6 * (window.WeightedMean - window.Mean) / (period - 1);
        Value = result switch
        {
            RegressionResult.Slope => slope,
            RegressionResult.Angle => Math.Atan(slope) * (180 / Math.PI),
            RegressionResult.Start => window.Mean - slope * (period - 1) / 2,
            RegressionResult.Forecast => window.Mean + slope * (period + 1) / 2,
            _ => window.Mean + slope * (period - 1) / 2,
        };
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
}
