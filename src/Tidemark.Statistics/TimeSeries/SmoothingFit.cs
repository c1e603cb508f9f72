using Tidemark.Statistics.Randomness;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>A fitted exponential smoothing.</summary>
public sealed class SmoothingFit
{
    private const int Paths = 4000;
    private const string Stream = "exponential smoothing";
    private readonly SmoothingState last;

    internal SmoothingFit(double[] series, SmoothingKind kind, in SmoothingWeights weights, double[] initial, bool hasConverged)
    {
        (Kind, Weights, InitialStates, HasConverged) = (kind, weights, initial, hasConverged);
        Residuals = ExponentialSmoothing.Errors(series, kind, weights, initial, out last) ?? throw new ArithmeticException("the errors of the smoothing are not finite");
        SumOfSquares = Residuals.Sum(error => error * error);
    }

    /// <summary>Its parts.</summary>
    public SmoothingKind Kind { get; }

    /// <summary>How fast its parts follow.</summary>
    public SmoothingWeights Weights { get; }

    /// <summary>Level, slope, and the season's parts before the first observation.</summary>
    public double[] InitialStates { get; }

    /// <summary>Whether the search came to a lowest point.</summary>
    public bool HasConverged { get; }

    /// <summary>One-step errors.</summary>
    public double[] Residuals { get; }

    /// <summary>The sum of their squares.</summary>
    public double SumOfSquares { get; }

    /// <summary>Their variance, by as many degrees of freedom as there are left.</summary>
    public double Variance => SumOfSquares / Math.Max(Residuals.Length - Parameters, 1);

    /// <summary>Numbers that were estimated.</summary>
    public int Parameters => Kind.SmoothingParameters + Kind.InitialStates;

    /// <summary>Akaike's criterion up to a constant, as statsmodels counts it: n log(SSE / n) + 2 k.</summary>
    public double AkaikeCriterion => Residuals.Length * Math.Log(SumOfSquares / Residuals.Length) + 2 * Parameters;

    /// <summary>Schwarz's criterion up to the same constant.</summary>
    public double BayesianCriterion => Residuals.Length * Math.Log(SumOfSquares / Residuals.Length) + Math.Log(Residuals.Length) * Parameters;

    /// <summary>The same weights and first states over a longer series that begins with this one: nothing is fitted again.</summary>
    /// <param name="series">The longer series.</param>
    public SmoothingFit Over(double[] series) => new(series, Kind, Weights, InitialStates, HasConverged);

    /// <summary>What is expected after the series. Where the season multiplies, the errors come from 4,000 seeded paths.</summary>
    /// <param name="steps">How far, at least 1.</param>
    public Forecast Forecast(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var mean = new double[steps];
        var (slope, share) = (0.0, 1.0);
        var season = last.Season;
        for (var h = 0; h < steps; h++)
        {
            share *= Weights.Damping;
            slope += share;
            var level = last.Level + slope * last.Slope;
            mean[h] = Kind.Season switch
            {
                SeasonKind.Additive => level + season[h % season.Length],
                SeasonKind.Multiplicative => level * season[h % season.Length],
                _ => level,
            };
        }
        return new Forecast(mean, Kind.Season == SeasonKind.Multiplicative ? Simulated(mean) : Added(steps));
    }

    /// <summary>An error of now moves all later values by a known share of it.</summary>
    private double[] Added(int steps)
    {
        var errors = new double[steps];
        var (squares, slope, share) = (1.0, 0.0, 1.0);
        for (var h = 0; h < steps; h++)
        {
            errors[h] = Math.Sqrt(Variance * squares);
            share *= Weights.Damping;
            slope += share;
            var weight = Weights.Level * (1 + Weights.Slope * slope);
            if (Kind.Season == SeasonKind.Additive && (h + 1) % Kind.Period == 0) weight += Weights.Season;
            squares += weight * weight;
        }
        return errors;
    }

    private double[] Simulated(double[] mean)
    {
        var random = new SeededRandom(1, Stream);
        var deviation = Math.Sqrt(Variance);
        var squares = new double[mean.Length];
        for (var path = 0; path < Paths; path++)
        {
            var state = new SmoothingState(Kind, last.Level, last.Slope, last.Season);
            for (var h = 0; h < mean.Length; h++)
            {
                var value = state.Expected(Weights.Damping) + deviation * random.NextNormal();
                squares[h] += (value - mean[h]) * (value - mean[h]);
                state.Update(value, Weights);
            }
        }
        return [.. squares.Select(sum => Math.Sqrt(sum / Paths))];
    }
}
