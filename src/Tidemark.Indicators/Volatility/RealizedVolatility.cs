using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// Volatility from close to close: the sample standard deviation (n - 1) of the last n logarithmic returns, per bar unless annualized;
/// 0.02 is 2 %. Warm after n + 1 bars.
/// </summary>
public sealed class RealizedVolatility : SeriesIndicator, IIndicatorDefinition
{
    private readonly double scale;
    private WindowMoments returns;
    private double previous = double.NaN;

    /// <param name="period">Returns in the window, at least 2.</param>
    /// <param name="barsPerYear">1 for a volatility per bar.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public RealizedVolatility(int period, double barsPerYear = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        returns = new WindowMoments(period);
        scale = Math.Sqrt(barsPerYear);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "realized_volatility",
            Title = "Realised volatility, close to close",
            Group = IndicatorGroup.Volatility,
            Aliases = ["historical-volatility", "hv", "close-to-close", "realised-volatility"],
            Summary = "The sample standard deviation of the last n logarithmic returns.",
            Source = "J. Hull, Options, Futures and Other Derivatives, estimating volatility from historical data",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(20), Annualization.Parameter],
            Outputs = [new OutputSpec("volatility", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new RealizedVolatility(values.Period, values[Annualization.BarsPerYear]) { Source = field }),
        },
    ];

    public override int WarmUp => returns.Length + 1;

    public override void Update(double input)
    {
        var before = previous;
        previous = input;
        if (double.IsNaN(before)) return;
        returns.Add(LogReturn.Of(input, before));
        if (returns.IsFull) Value = scale * Math.Sqrt(returns.SampleVariance);
    }

    protected override void KeepState(IndicatorState state)
    {
        returns.Keep(state);
        state.Keep(ref previous);
    }
}
