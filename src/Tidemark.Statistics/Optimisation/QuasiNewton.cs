namespace Tidemark.Statistics.Optimisation;

/// <summary>
/// Finds a minimum of a smooth function without constraints: BFGS with gradients by central differences and a line search that backtracks.
/// A point at which the function is not finite is never taken.
/// </summary>
/// <remarks>Source: J. Nocedal and S. J. Wright, "Numerical Optimization", 2nd edition, chapters 3.1, 6.1 and 8.1.</remarks>
public static class QuasiNewton
{
    private const double SufficientDecrease = 1e-4;
    private const int MostHalvings = 40;

    // The cube root of the unit of rounding: the step at which truncation and rounding of a central difference are alike.
    private const double RelativeStep = 6.0554544523933395e-6;

    /// <summary>Goes downhill from a point until the gradient is as good as zero.</summary>
    /// <param name="function">The function; it may give NaN or infinity where it is not defined.</param>
    /// <param name="start">The first point, at which it must be finite.</param>
    /// <param name="mostSteps">Steps after which it is given up; the best point so far is returned.</param>
    /// <param name="tolerance">The largest component of the gradient, relative to the size of function and point, that counts as zero.</param>
    /// <exception cref="ArgumentException">The function is not finite at the start.</exception>
    public static Minimum Minimise(Func<double[], double> function, double[] start, int mostSteps = 500, double tolerance = 1e-7)
    {
        var point = (double[])start.Clone();
        var value = function(point);
        if (!double.IsFinite(value)) throw new ArgumentException($"the function is {value} at the start", nameof(start));
        var gradient = Gradient(function, point);
        var inverse = Identity(point.Length);
        var isFresh = true;
        for (var step = 0; step < mostSteps; step++)
        {
            if (IsFlat(gradient, point, value, tolerance)) return new Minimum(point, value, true, step);
            var direction = Direction(inverse, gradient);
            var slope = Dot(direction, gradient);
            if (!(slope < 0) || !TryMove(function, point, value, direction, slope, out var next, out var found))
            {
                // What was learnt of the curvature does not help: begin again along the gradient, once.
                if (isFresh) return new Minimum(point, value, IsFlat(gradient, point, value, 1e3 * tolerance), step);
                (inverse, isFresh) = (Identity(point.Length), true);
                continue;
            }
            var slopeThere = Gradient(function, next);
            Update(inverse, Difference(next, point), Difference(slopeThere, gradient), ref isFresh);
            (point, value, gradient) = (next, found, slopeThere);
        }
        return new Minimum(point, value, false, mostSteps);
    }

    /// <summary>The matrix of second derivatives, by central differences.</summary>
    public static double[,] Hessian(Func<double[], double> function, double[] point)
    {
        var n = point.Length;
        var hessian = new double[n, n];
        // The fourth root of the unit of rounding, for second differences.
        var steps = point.Select(x => 1.22e-4 * Math.Max(Math.Abs(x), 1e-2)).ToArray();
        double At(int i, double di, int j, double dj)
        {
            var moved = (double[])point.Clone();
            moved[i] += di;
            moved[j] += dj;
            return function(moved);
        }
        var centre = function(point);
        for (var i = 0; i < n; i++)
        {
            var h = steps[i];
            hessian[i, i] = (At(i, h, i, 0) - 2 * centre + At(i, -h, i, 0)) / (h * h);
            for (var j = 0; j < i; j++)
            {
                var k = steps[j];
                hessian[i, j] = hessian[j, i] = (At(i, h, j, k) - At(i, h, j, -k) - At(i, -h, j, k) + At(i, -h, j, -k)) / (4 * h * k);
            }
        }
        return hessian;
    }

    private static double[] Gradient(Func<double[], double> function, double[] point)
    {
        var gradient = new double[point.Length];
        var moved = (double[])point.Clone();
        for (var i = 0; i < point.Length; i++)
        {
            var step = RelativeStep * Math.Max(Math.Abs(point[i]), 1e-1);
            moved[i] = point[i] + step;
            var above = function(moved);
            moved[i] = point[i] - step;
            var below = function(moved);
            moved[i] = point[i];
            gradient[i] = (above - below) / (2 * step);
            if (!double.IsFinite(gradient[i])) gradient[i] = 0;
        }
        return gradient;
    }

    private static bool TryMove(Func<double[], double> function, double[] point, double value, double[] direction, double slope, out double[] next, out double found)
    {
        var length = 1.0;
        next = point;
        found = value;
        for (var halving = 0; halving < MostHalvings; halving++, length *= 0.5)
        {
            var there = new double[point.Length];
            for (var i = 0; i < there.Length; i++) there[i] = point[i] + length * direction[i];
            var reached = function(there);
            if (!double.IsFinite(reached) || !(reached <= value + SufficientDecrease * length * slope) || !(reached < value)) continue;
            (next, found) = (there, reached);
            return true;
        }
        return false;
    }

    private static void Update(double[,] inverse, double[] step, double[] change, ref bool isFresh)
    {
        var curvature = Dot(step, change);
        if (!(curvature > 1e-12 * Math.Sqrt(Dot(step, step) * Dot(change, change)))) return;
        var n = step.Length;
        if (isFresh)
        {
            var scale = curvature / Dot(change, change);
            for (var i = 0; i < n; i++) inverse[i, i] = scale;
            isFresh = false;
        }
        var product = new double[n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) product[i] += inverse[i, j] * change[j];
        var weight = (1 + Dot(change, product) / curvature) / curvature;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) inverse[i, j] += weight * step[i] * step[j] - (product[i] * step[j] + step[i] * product[j]) / curvature;
    }

    private static bool IsFlat(double[] gradient, double[] point, double value, double tolerance)
    {
        for (var i = 0; i < gradient.Length; i++)
            if (Math.Abs(gradient[i]) * Math.Max(Math.Abs(point[i]), 1) > tolerance * Math.Max(Math.Abs(value), 1)) return false;
        return true;
    }

    private static double[] Direction(double[,] inverse, double[] gradient)
    {
        var direction = new double[gradient.Length];
        for (var i = 0; i < direction.Length; i++)
            for (var j = 0; j < direction.Length; j++) direction[i] -= inverse[i, j] * gradient[j];
        return direction;
    }

    private static double[,] Identity(int size)
    {
        var identity = new double[size, size];
        for (var i = 0; i < size; i++) identity[i, i] = 1;
        return identity;
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
