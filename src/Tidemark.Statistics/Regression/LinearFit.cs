namespace Tidemark.Statistics.Regression;

/// <summary>A straight line through points by ordinary least squares: y = <see cref="Intercept"/> + <see cref="Slope"/> x.</summary>
/// <param name="Slope">Change of y per unit of x.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="RSquared">The squared correlation of x and y, between 0 and 1; NaN when y does not vary.</param>
public readonly record struct LinearFit(double Slope, double Intercept, double RSquared)
{
    private static readonly LinearFit Undefined = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Fits y on x. All NaN for fewer than two points or when x does not vary.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LinearFit Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException("a line needs as many x as y");
        if (x.Length < 2 || !x.ContainsAnyExcept(x[0])) return Undefined;
        double meanX = Descriptive.Moments.Mean(x), meanY = Descriptive.Moments.Mean(y);
        double xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return FromSums(meanX, meanY, xx, xy, y.ContainsAnyExcept(y[0]) ? yy : 0);
    }

    /// <summary>Fits y on its own index 0, 1, 2, …</summary>
    public static LinearFit OverIndex(ReadOnlySpan<double> y)
    {
        if (y.Length < 2) return Undefined;
        double meanX = (y.Length - 1) / 2.0, meanY = Descriptive.Moments.Mean(y);
        double xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < y.Length; i++)
        {
            double dx = i - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return FromSums(meanX, meanY, xx, xy, y.ContainsAnyExcept(y[0]) ? yy : 0);
    }

    private static LinearFit FromSums(double meanX, double meanY, double xx, double xy, double yy)
    {
        if (xx == 0) return Undefined;
        var slope = xy / xx;
        var rSquared = yy == 0 ? double.NaN : Math.Min(xy * xy / (xx * yy), 1);
        return new LinearFit(slope, meanY - slope * meanX, rSquared);
    }
}
