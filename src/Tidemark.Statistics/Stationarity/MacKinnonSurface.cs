using Tidemark.Statistics.Distributions;

namespace Tidemark.Statistics.Stationarity;

/// <summary>Probabilities and critical values of the Dickey-Fuller t-statistic, for one series or the residuals of several.</summary>
/// <remarks>Source: see <see cref="MacKinnonTables"/>.</remarks>
public static class MacKinnonSurface
{
    /// <summary>The most variables that there are surfaces for.</summary>
    public const int MostVariables = 6;

    /// <summary>The asymptotic probability of a statistic at most this great when there is a unit root; NaN for NaN.</summary>
    /// <param name="variables">1 for a series, 2 to 6 for residuals of a regression of one variable on the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of variables.</exception>
    public static double PValue(double statistic, DeterministicTerms terms, int variables = 1)
    {
        var row = Row(variables);
        if (double.IsNaN(statistic)) return double.NaN;
        if (statistic > MacKinnonTables.Greatest[(int)terms][row]) return 1;
        if (statistic < MacKinnonTables.Least[(int)terms][row]) return 0;
        var surface = statistic <= MacKinnonTables.Switch[(int)terms][row] ? MacKinnonTables.Small : MacKinnonTables.Large;
        return NormalDistribution.Cumulative(Polynomial(surface[(int)terms][row], statistic));
    }

    /// <summary>The critical values for a number of observations; NaN for several variables without deterministic terms, for which none are published.</summary>
    /// <param name="observations">Of the regression, above 0.</param>
    /// <param name="variables">1 for a series, 2 to 6 for residuals of a regression of one variable on the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of variables, or no observations.</exception>
    public static CriticalValues Critical(int observations, DeterministicTerms terms, int variables = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        var row = Row(variables);
        var surfaces = MacKinnonTables.Critical[(int)terms];
        if (row >= surfaces.Length) return new CriticalValues(double.NaN, double.NaN, double.NaN);
        var inverse = 1.0 / observations;
        return new CriticalValues(Polynomial(surfaces[row][0], inverse), Polynomial(surfaces[row][1], inverse), Polynomial(surfaces[row][2], inverse));
    }

    private static int Row(int variables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(variables, MostVariables);
        return variables - 1;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var power = coefficients.Length - 1; power >= 0; power--) sum = sum * x + coefficients[power];
        return sum;
    }
}
