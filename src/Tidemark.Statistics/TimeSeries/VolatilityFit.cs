using Tidemark.Statistics.Randomness;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>A fitted model of changing volatility.</summary>
public sealed class VolatilityFit
{
    private const int Paths = 10_000;
    private const string Stream = "volatility";
    private readonly double[] returns;
    private readonly double[] variances;

    internal VolatilityFit(double[] returns, VolatilityOrder order, double[] parameters, double[] standardErrors, bool hasConverged)
    {
        this.returns = (double[])returns.Clone();
        (Order, Parameters, StandardErrors, HasConverged) = (order, parameters, standardErrors, hasConverged);
        var recursion = new VolatilityRecursion(returns, order);
        variances = recursion.Variances(parameters);
        LogLikelihood = recursion.LogLikelihood(parameters);
    }

    /// <summary>The model.</summary>
    public VolatilityOrder Order { get; }

    /// <summary>The estimates, as <see cref="VolatilityOrder.Names"/>, in the returns' units.</summary>
    public double[] Parameters { get; }

    /// <summary>
    /// Their standard errors, from the curvature of the likelihood; NaN where it has none. That of EGARCH's omega is for returns of variance one.
    /// </summary>
    public double[] StandardErrors { get; }

    /// <summary>Whether the search came to a top of the likelihood.</summary>
    public bool HasConverged { get; }

    /// <summary>The logarithm of the likelihood.</summary>
    public double LogLikelihood { get; }

    /// <summary>Akaike's criterion, AIC: lower is better.</summary>
    public double AkaikeCriterion => 2 * Order.Parameters - 2 * LogLikelihood;

    /// <summary>Schwarz's Bayesian criterion, BIC: lower is better.</summary>
    public double BayesianCriterion => Math.Log(returns.Length) * Order.Parameters - 2 * LogLikelihood;

    /// <summary>The variance of each return as it was expected one step before.</summary>
    public ReadOnlySpan<double> Variances => variances.AsSpan(0, returns.Length);

    /// <summary>The expected return.</summary>
    public double Mean => Order.HasMean ? Parameters[0] : 0;

    /// <summary>How much of a surprise is left in the next variance: below 1, or it does not die out.</summary>
    public double Persistence
    {
        get
        {
            var at = Order.HasMean ? 2 : 1;
            var errors = Parameters.AsSpan(at, Order.P);
            var last = Parameters.AsSpan(at + (Order.Kind == VolatilityKind.Garch ? 1 : 2) * Order.P, Order.Q);
            var sum = 0.0;
            foreach (var beta in last) sum += beta;
            if (Order.Kind == VolatilityKind.Egarch) return sum;
            foreach (var alpha in errors) sum += alpha;
            if (Order.Kind == VolatilityKind.Gjr)
                foreach (var gamma in Parameters.AsSpan(at + Order.P, Order.P)) sum += 0.5 * gamma;
            return sum;
        }
    }

    /// <summary>The same parameters over a longer series that begins with this one: nothing is fitted again.</summary>
    /// <param name="series">The longer series.</param>
    public VolatilityFit Over(double[] series) => new(series, Order, Parameters, StandardErrors, HasConverged);

    /// <summary>The expected returns after the series with the square roots of the expected variances. Beyond one step those of EGARCH come from 10,000 seeded paths.</summary>
    /// <param name="steps">How far, at least 1.</param>
    public Forecast Forecast(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var expected = Order.Kind == VolatilityKind.Egarch ? Simulated(steps) : Expected(steps);
        return new Forecast([.. Enumerable.Repeat(Mean, steps)], [.. expected.Select(Math.Sqrt)]);
    }

    /// <summary>Squared errors to come are as large as their variances, and half of them are falls.</summary>
    private double[] Expected(int steps)
    {
        var at = Order.HasMean ? 1 : 0;
        var isAsymmetric = Order.Kind == VolatilityKind.Gjr;
        var from = at + 1 + (isAsymmetric ? 2 : 1) * Order.P;
        List<double> squares = [.. returns.Select(value => (value - Mean) * (value - Mean))], all = [.. variances];
        List<double> falls = [.. returns.Select((value, t) => value < Mean ? squares[t] : 0)];
        for (var h = 0; h < steps; h++)
        {
            var t = returns.Length + h;
            if (h > 0)
            {
                var variance = Parameters[at];
                for (var i = 1; i <= Order.P && i <= t; i++)
                {
                    variance += Parameters[at + i] * squares[t - i];
                    if (isAsymmetric) variance += Parameters[at + Order.P + i] * falls[t - i];
                }
                for (var j = 1; j <= Order.Q && j <= t; j++) variance += Parameters[from + j - 1] * all[t - j];
                all.Add(variance);
            }
            squares.Add(all[t]);
            falls.Add(0.5 * all[t]);
        }
        return [.. all.Skip(returns.Length)];
    }

    private double[] Simulated(int steps)
    {
        var sums = new double[steps];
        sums[0] = variances[^1] * Paths;
        var random = new SeededRandom(1, Stream);
        var at = Order.HasMean ? 1 : 0;
        var reach = Math.Min(Math.Max(Order.P, Order.Q), returns.Length);
        var size = Order.IsStudent ? VolatilityRecursion.StudentSize(Parameters[^1]) : Math.Sqrt(2 / Math.PI);
        var standard = new double[reach + steps];
        var logs = new double[reach + steps];
        for (var i = 0; i < reach; i++)
        {
            var t = returns.Length - reach + i;
            (standard[i], logs[i]) = ((returns[t] - Mean) / Math.Sqrt(variances[t]), Math.Log(variances[t]));
        }
        for (var path = 0; path < Paths && steps > 1; path++)
        {
            (standard[reach], logs[reach]) = (Draw(random), Math.Log(variances[^1]));
            for (var h = 1; h < steps; h++)
            {
                var t = reach + h;
                logs[t] = Parameters[at];
                for (var i = 1; i <= Order.P && i <= t; i++) logs[t] += Parameters[at + i] * (Math.Abs(standard[t - i]) - size) + Parameters[at + Order.P + i] * standard[t - i];
                for (var j = 1; j <= Order.Q && j <= t; j++) logs[t] += Parameters[at + 2 * Order.P + j] * logs[t - j];
                sums[h] += Math.Exp(logs[t]);
                standard[t] = Draw(random);
            }
        }
        return [.. sums.Select(sum => sum / Paths)];
    }

    /// <summary>An error of variance one, of the model's distribution.</summary>
    private double Draw(SeededRandom random)
    {
        if (!Order.IsStudent) return random.NextNormal();
        var nu = Parameters[^1];
        return random.NextNormal() * Math.Sqrt((nu - 2) / (2 * DrawGamma(random, 0.5 * nu)));
    }

    /// <summary>A gamma variable of scale one.</summary>
    /// <remarks>Source: G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26 (2000). The shape is above 1 here.</remarks>
    private static double DrawGamma(SeededRandom random, double shape)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(1 - random.NextDouble()) < 0.5 * x * x + d * (1 - v + Math.Log(v))) return d * v;
        }
    }
}
