namespace Tidemark.Statistics.TimeSeries;

/// <summary>A model of changing volatility.</summary>
/// <param name="Kind">How the variance follows.</param>
/// <param name="P">Past errors it looks at, at least 1; each has its asymmetry in <see cref="VolatilityKind.Gjr"/> and <see cref="VolatilityKind.Egarch"/>.</param>
/// <param name="Q">Past variances it looks at; 0 is ARCH.</param>
/// <param name="HasMean">Whether returns have a mean other than zero.</param>
/// <param name="IsStudent">Whether errors have Student's t distribution, scaled to variance one, instead of the normal one.</param>
public sealed record VolatilityOrder(VolatilityKind Kind, int P = 1, int Q = 1, bool HasMean = true, bool IsStudent = false)
{
    /// <summary>Numbers that are estimated.</summary>
    public int Parameters => (HasMean ? 1 : 0) + 1 + P * (Kind == VolatilityKind.Garch ? 1 : 2) + Q + (IsStudent ? 1 : 0);

    /// <summary>Names in the order of parameters: <c>mu, omega, alpha[1], gamma[1], beta[1], nu</c>.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            List<string> names = [];
            if (HasMean) names.Add("mu");
            names.Add("omega");
            for (var i = 1; i <= P; i++) names.Add($"alpha[{i}]");
            if (Kind != VolatilityKind.Garch)
                for (var i = 1; i <= P; i++) names.Add($"gamma[{i}]");
            for (var i = 1; i <= Q; i++) names.Add($"beta[{i}]");
            if (IsStudent) names.Add("nu");
            return names;
        }
    }

    /// <exception cref="ArgumentException">The orders are not possible.</exception>
    public void Check()
    {
        if (P is < 1 or > 10 || Q is < 0 or > 10) throw new ArgumentException("orders go from 1 to 10 for errors and from 0 to 10 for variances");
    }
}
