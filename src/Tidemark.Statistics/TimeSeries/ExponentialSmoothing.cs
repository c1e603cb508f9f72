using Tidemark.Statistics.Optimisation;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>
/// Exponential smoothing of Brown, Holt and Winters: weights and first states such that the squares of the one-step errors are least. Where
/// everything is added the first states are found by least squares for each choice of weights, so that only the weights are searched.
/// </summary>
/// <remarks>
/// Source: R. J. Hyndman and G. Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, chapter 8; the slope follows the
/// level's change with beta, as in statsmodels' <c>ExponentialSmoothing</c>.
/// </remarks>
public static class ExponentialSmoothing
{
    /// <summary>Weights stay this far from 0 and 1, and damping between these.</summary>
    private const double Edge = 1e-8;
    private const double LeastDamping = 0.8;
    private const double MostDamping = 0.998;
    private static readonly double[] StartLevels = [0.1, 0.5, 0.9];

    /// <summary>Fits.</summary>
    /// <param name="series">The series, oldest first.</param>
    /// <param name="kind">Its parts.</param>
    /// <exception cref="ArgumentException">The parts do not go together, the series is too short (two seasons), constant, not finite, or not positive where the season multiplies.</exception>
    public static SmoothingFit Fit(double[] series, SmoothingKind kind)
    {
        kind.Check();
        SeriesCheck.Finite(series, "the series", Math.Max(kind.SmoothingParameters + kind.InitialStates + 2, 2 * kind.Period));
        if (kind.Season == SeasonKind.Multiplicative && series.Any(value => value <= 0)) throw new ArgumentException("a season that multiplies needs a series above zero");
        var scale = series.Max(Math.Abs);
        if (Array.TrueForAll(series, value => value == series[0])) throw new ArgumentException("the series is constant; there is nothing to fit");
        double[] scaled = [.. series.Select(value => value / scale)];
        Minimum? best = null;
        foreach (var start in Starts(scaled, kind))
        {
            var found = QuasiNewton.Minimise(free => Objective(scaled, kind, free), start, 400);
            if (best is null || found.Value < best.Value) best = found;
        }
        var (weights, initial) = Parts(scaled, kind, best!.Point);
        double[] states = [initial[0] * scale, initial[1] * scale, .. initial[2..].Select(part => kind.Season == SeasonKind.Multiplicative ? part : part * scale)];
        return new SmoothingFit(series, kind, weights, states, best.HasConverged);
    }

    /// <summary>One-step errors from given first states; null where they are not finite.</summary>
    internal static double[]? Errors(double[] series, SmoothingKind kind, in SmoothingWeights weights, double[] initial, out SmoothingState state)
    {
        state = new SmoothingState(kind, initial[0], initial[1], initial[2..]);
        var errors = new double[series.Length];
        for (var t = 0; t < errors.Length; t++)
        {
            errors[t] = series[t] - state.Expected(weights.Damping);
            if (!double.IsFinite(errors[t])) return null;
            state.Update(series[t], weights);
        }
        return errors;
    }

    private static double Objective(double[] series, SmoothingKind kind, double[] free)
    {
        var (weights, initial) = Parts(series, kind, free);
        if (Errors(series, kind, weights, initial, out _) is not { } errors) return double.NaN;
        // Nothing left to explain is as good as it gets; the logarithm makes the search blind to units.
        return 0.5 * Math.Log(Math.Max(errors.Sum(error => error * error) / errors.Length, 1e-300));
    }

    private static (SmoothingWeights Weights, double[] Initial) Parts(double[] series, SmoothingKind kind, double[] free)
    {
        var at = 0;
        var level = Between(free[at++], Edge, 1 - Edge);
        var slope = kind.HasTrend ? Between(free[at++], Edge, 1 - Edge) : 0;
        var season = kind.Season != SeasonKind.None ? Between(free[at++], Edge, 1 - Edge) * (1 - level) : 0;
        var weights = new SmoothingWeights(level, slope, season, kind.IsDamped ? Between(free[at++], LeastDamping, MostDamping) : 1);
        return (weights, kind.Season == SeasonKind.Multiplicative ? Multiplying(kind, free.AsSpan(at)) : Added(series, kind, weights));
    }

    /// <summary>The first states with the least squares: the errors are linear in them.</summary>
    private static double[] Added(double[] series, SmoothingKind kind, in SmoothingWeights weights)
    {
        var silence = new double[series.Length];
        var columns = new List<double[]>();
        for (var state = 0; state < kind.InitialStates; state++)
        {
            // How a unit of this state shows in what is expected, where nothing is observed.
            var expected = Errors(silence, kind, weights, Unit(kind, state), out _)!;
            columns.Add([.. expected.Select(error => -error)]);
        }
        var response = Errors(series, kind, weights, new double[2 + kind.Period], out _)!;
        double[] found;
        try
        {
            found = LeastSquares.Fit(response, columns, withIntercept: false).Coefficients;
        }
        catch (ArgumentException)
        {
            // A weight so near to one that a first state does not show: it does not matter.
            found = new double[columns.Count];
        }
        var initial = new double[2 + kind.Period];
        for (var state = 0; state < found.Length; state++)
        {
            var unit = Unit(kind, state);
            for (var i = 0; i < initial.Length; i++) initial[i] += found[state] * unit[i];
        }
        return initial;
    }

    /// <summary>Level, slope, then the season's parts against its last, so that they sum to zero.</summary>
    private static double[] Unit(SmoothingKind kind, int state)
    {
        var unit = new double[2 + kind.Period];
        if (state == 0) unit[0] = 1;
        else if (kind.HasTrend && state == 1) unit[1] = 1;
        else
        {
            unit[2 + state - (kind.HasTrend ? 2 : 1)] = 1;
            unit[^1] = -1;
        }
        return unit;
    }

    private static double[] Multiplying(SmoothingKind kind, ReadOnlySpan<double> free)
    {
        var initial = new double[2 + kind.Period];
        initial[0] = free[0];
        if (kind.HasTrend) initial[1] = free[1];
        var parts = free[(kind.HasTrend ? 2 : 1)..];
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++) sum += initial[2 + i] = parts[i];
        initial[^1] = kind.Period - sum;
        return initial;
    }

    private static IEnumerable<double[]> Starts(double[] series, SmoothingKind kind)
    {
        foreach (var level in StartLevels)
        {
            List<double> start = [Free(level, 0, 1)];
            if (kind.HasTrend) start.Add(Free(0.1, 0, 1));
            if (kind.Season != SeasonKind.None) start.Add(Free(0.2, 0, 1));
            if (kind.IsDamped) start.Add(Free(0.95, LeastDamping, MostDamping));
            if (kind.Season == SeasonKind.Multiplicative) start.AddRange(FirstSeason(series, kind));
            yield return [.. start];
        }
    }

    /// <summary>Level, slope and season from the means of the first two seasons.</summary>
    private static IEnumerable<double> FirstSeason(double[] series, SmoothingKind kind)
    {
        double first = series.Take(kind.Period).Average(), second = series.Skip(kind.Period).Take(kind.Period).Average();
        var slope = (second - first) / kind.Period;
        yield return first;
        if (kind.HasTrend) yield return slope;
        double[] parts = [.. Enumerable.Range(0, kind.Period).Select(i => 0.5 * (series[i] / first + series[kind.Period + i] / second))];
        var mean = parts.Average();
        for (var i = 0; i < kind.Period - 1; i++) yield return parts[i] / mean;
    }

    private static double Between(double free, double low, double high) => low + (high - low) / (1 + Math.Exp(-free));

    private static double Free(double value, double low, double high) => Math.Log((value - low) / (high - value));
}
