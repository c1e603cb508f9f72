using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// Volatility from the ranges of bars: the root of the mean variance of the last n bars as an estimator sees it, per bar unless annualized;
/// 0.02 is 2 %. Warm after n bars.
/// </summary>
/// <remarks>
/// Sources: M. Parkinson, "The extreme value method for estimating the variance of the rate of return", Journal of Business 1980;
/// M. Garman and M. Klass, "On the estimation of security price volatilities from historical data", Journal of Business 1980 (their
/// practical estimator); L. C. G. Rogers and S. Satchell, "Estimating variance from high, low and closing prices", Annals of Applied
/// Probability 1991.
/// </remarks>
public sealed class RangeVolatility : Indicator, IIndicatorDefinition
{
    private readonly RangeEstimator estimator;
    private readonly int period;
    private readonly double barsPerYear;
    private ExactWindowSum variances;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RangeVolatility(RangeEstimator estimator, int period, double barsPerYear = 1)
    {
        this.estimator = estimator;
        this.period = period;
        this.barsPerYear = barsPerYear;
        variances = new ExactWindowSum(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Described(RangeEstimator.Parkinson, "parkinson", "Parkinson volatility", "Volatility from the highs and lows of the last n bars.",
            "M. Parkinson, The extreme value method for estimating the variance of the rate of return, Journal of Business 1980"),
        Described(RangeEstimator.GarmanKlass, "garman_klass", "Garman-Klass volatility", "Volatility from the four prices of the last n bars, for prices without drift.",
            "M. Garman, M. Klass, On the estimation of security price volatilities from historical data, Journal of Business 1980"),
        Described(RangeEstimator.RogersSatchell, "rogers_satchell", "Rogers-Satchell volatility", "Volatility from the four prices of the last n bars, whatever the drift.",
            "L. Rogers, S. Satchell, Estimating variance from high, low and closing prices, Annals of Applied Probability 1991"),
    ];

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        variances.Add(VarianceOf(bar, estimator));
        if (variances.IsFull) Value = Math.Sqrt(Math.Max(0, variances.Sum) / period * barsPerYear);
    }

    protected override void KeepState(IndicatorState state) => variances.Keep(state);

    internal static double VarianceOf(in Bar bar, RangeEstimator estimator)
    {
        if (estimator == RangeEstimator.RogersSatchell)
        {
            return Math.Log(bar.High / bar.Close) * Math.Log(bar.High / bar.Open) + Math.Log(bar.Low / bar.Close) * Math.Log(bar.Low / bar.Open);
        }
        var range = Math.Log(bar.High / bar.Low);
        if (estimator == RangeEstimator.Parkinson) return range * range / (4 * Math.Log(2));
        var change = Math.Log(bar.Close / bar.Open);
        return 0.5 * range * range - (2 * Math.Log(2) - 1) * change * change;
    }

    private static IndicatorDescriptor Described(RangeEstimator estimator, string name, string title, string summary, string source) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Volatility,
        Summary = summary,
        Source = source,
        Input = IndicatorInput.Bars,
        Parameters = [ParameterSpec.Period(20, minimum: 1), Annualization.Parameter],
        Outputs = [new OutputSpec("volatility", OutputScale.Number)],
        Make = (values, _) => new RangeVolatility(estimator, values.Period, values[Annualization.BarsPerYear]),
    };
}
