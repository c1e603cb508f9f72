namespace Tidemark.Statistics.TimeSeries;

/// <summary>A fitted ARIMA.</summary>
public sealed class ArimaFit
{
    private readonly double[] series;
    private readonly double[] natural;
    private readonly ArmaEvaluation fitted;

    internal ArimaFit(double[] series, ArimaOrder order, double[] natural, ArmaEvaluation fitted, double[] standardErrors, bool hasConverged)
    {
        (this.series, this.natural, this.fitted) = ((double[])series.Clone(), natural, fitted);
        (Order, StandardErrors, HasConverged) = (order, standardErrors, hasConverged);
    }

    /// <summary>Its orders.</summary>
    public ArimaOrder Order { get; }

    /// <summary>Names as statsmodels has them: <c>const</c>, <c>drift</c>, <c>ar.L1</c>, <c>ma.L1</c>, <c>ar.S.L24</c>, <c>ma.S.L24</c>, <c>sigma2</c>.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            List<string> names = [];
            if (Order.HasConstant) names.Add("const");
            if (Order.HasDrift) names.Add("drift");
            for (var i = 1; i <= Order.P; i++) names.Add($"ar.L{i}");
            for (var i = 1; i <= Order.Q; i++) names.Add($"ma.L{i}");
            for (var i = 1; i <= Order.SeasonalP; i++) names.Add($"ar.S.L{i * Order.Period}");
            for (var i = 1; i <= Order.SeasonalQ; i++) names.Add($"ma.S.L{i * Order.Period}");
            names.Add("sigma2");
            return names;
        }
    }

    /// <summary>The estimates, as <see cref="Names"/>.</summary>
    public double[] Parameters => [.. fitted.Trend, .. natural, fitted.Variance];

    /// <summary>Their standard errors, from the curvature of the likelihood; NaN where it has none, as at the edge of what is invertible.</summary>
    public double[] StandardErrors { get; }

    /// <summary>Whether the search came to a top of the likelihood.</summary>
    public bool HasConverged { get; }

    /// <summary>The variance of the innovations.</summary>
    public double Variance => fitted.Variance;

    /// <summary>The logarithm of the exact likelihood of the differenced series.</summary>
    public double LogLikelihood => fitted.LogLikelihood;

    /// <summary>Observations after differencing.</summary>
    public int Observations => fitted.Residuals.Length;

    /// <summary>Akaike's criterion, AIC: lower is better.</summary>
    public double AkaikeCriterion => 2 * Order.Parameters - 2 * LogLikelihood;

    /// <summary>Schwarz's Bayesian criterion, BIC: lower is better.</summary>
    public double BayesianCriterion => Math.Log(Observations) * Order.Parameters - 2 * LogLikelihood;

    /// <summary>The errors of one-step forecasts, each divided by its standard deviation relative to the innovations'.</summary>
    public ReadOnlySpan<double> Residuals => fitted.Residuals;

    /// <summary>What is expected after the series.</summary>
    /// <param name="steps">How far, at least 1.</param>
    public Forecast Forecast(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var period = Math.Max(Order.Period, 1);
        var differences = LagPolynomial.Differences(Order.D, Order.SeasonalD, period);
        var detrended = series.Select((value, t) => value - TrendAt(t + 1)).ToList();
        var moves = Filter().Forecast(fitted.State, steps);
        var mean = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            // The difference is expected; what it is the difference to is known, or was expected before.
            var value = moves[h];
            for (var lag = 1; lag < differences.Length; lag++) value -= differences[lag] * detrended[detrended.Count - lag];
            detrended.Add(value);
            mean[h] = value + TrendAt(series.Length + h + 1);
        }
        return new Forecast(mean, Errors(differences, steps));
    }

    /// <summary>The same model and parameters, the series gone on: nothing is fitted again.</summary>
    /// <param name="later">The values that followed.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public ArimaFit Extend(ReadOnlySpan<double> later)
    {
        foreach (var value in later)
            if (!double.IsFinite(value)) throw new ArgumentException($"{value} cannot follow a series");
        double[] longer = [.. series, .. later];
        var found = new ArimaLikelihood(longer, Order).At(natural, fitted.Trend, fitted.Variance);
        return new ArimaFit(longer, Order, natural, found, StandardErrors, HasConverged);
    }

    private ArmaFilter Filter() => new ArimaLikelihood(series, Order).Filter(natural);

    private double TrendAt(int time)
    {
        var (value, k) = (0.0, 0);
        if (Order.HasConstant) value += fitted.Trend[k++];
        if (Order.HasDrift) value += fitted.Trend[k] * time;
        return value;
    }

    /// <summary>From the weights of past innovations: those of (1 - phi L…)(1 - L)^d… as a moving average without end.</summary>
    private double[] Errors(double[] differences, int steps)
    {
        var (autoregressive, movingAverage) = ArimaLikelihood.Polynomials(Order, natural);
        var whole = LagPolynomial.Multiply(autoregressive, differences);
        var weights = new double[steps];
        var errors = new double[steps];
        var squares = 0.0;
        for (var h = 0; h < steps; h++)
        {
            var weight = h < movingAverage.Length ? movingAverage[h] : 0;
            for (var lag = 1; lag < whole.Length && lag <= h; lag++) weight -= whole[lag] * weights[h - lag];
            weights[h] = weight;
            squares += weight * weight;
            errors[h] = Math.Sqrt(squares * fitted.Variance);
        }
        return errors;
    }
}
