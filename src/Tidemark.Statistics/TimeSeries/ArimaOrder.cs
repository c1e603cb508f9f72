namespace Tidemark.Statistics.TimeSeries;

/// <summary>The orders of an ARIMA(p, d, q)(P, D, Q)s with its trend.</summary>
/// <param name="P">Autoregressive terms.</param>
/// <param name="D">Differences.</param>
/// <param name="Q">Moving average terms.</param>
public sealed record ArimaOrder(int P, int D, int Q)
{
    /// <summary>Seasonal autoregressive terms.</summary>
    public int SeasonalP { get; init; }

    /// <summary>Seasonal differences.</summary>
    public int SeasonalD { get; init; }

    /// <summary>Seasonal moving average terms.</summary>
    public int SeasonalQ { get; init; }

    /// <summary>Observations in a season, at least 2 where there are seasonal terms.</summary>
    public int Period { get; init; }

    /// <summary>Whether the series has a mean; impossible with differences, which take it away.</summary>
    public bool HasConstant { get; init; }

    /// <summary>Whether it rises by the same each time, which with one difference is its drift; impossible with two.</summary>
    public bool HasDrift { get; init; }

    /// <summary>Observations that differencing takes away.</summary>
    public int Lost => D + SeasonalD * Period;

    /// <summary>Numbers that are estimated, the variance among them.</summary>
    public int Parameters => P + Q + SeasonalP + SeasonalQ + (HasConstant ? 1 : 0) + (HasDrift ? 1 : 0) + 1;

    /// <exception cref="ArgumentException">The orders do not go together.</exception>
    public void Check()
    {
        if (Math.Min(Math.Min(P, D), Q) < 0 || Math.Min(Math.Min(SeasonalP, SeasonalD), SeasonalQ) < 0) throw new ArgumentException("an order cannot be negative");
        if (P > 20 || Q > 20 || D > 2 || SeasonalD > 1) throw new ArgumentException("orders go up to p = 20, d = 2, q = 20 and D = 1");
        var isSeasonal = SeasonalP + SeasonalD + SeasonalQ > 0;
        if (isSeasonal && Period is < 2 or > 366) throw new ArgumentException("a season has 2 to 366 observations");
        if (isSeasonal && (long)Period * Math.Max(SeasonalP, SeasonalQ) > 400) throw new ArgumentException("seasonal terms reach back more than 400 observations; use fewer or a shorter season");
        if (isSeasonal && (P >= Period || Q >= Period)) throw new ArgumentException($"p and q must be below the season of {Period}, or terms mean the same");
        if (HasConstant && D + SeasonalD > 0) throw new ArgumentException("differences take a constant away; use a drift (trend t) instead");
        if (HasDrift && D + SeasonalD > 1) throw new ArgumentException("two differences take a drift away");
    }

    public override string ToString()
    {
        var seasonal = SeasonalP + SeasonalD + SeasonalQ > 0 ? $"({SeasonalP},{SeasonalD},{SeasonalQ}){Period}" : "";
        return $"ARIMA({P},{D},{Q}){seasonal}{(HasConstant ? " with constant" : "")}{(HasDrift ? " with drift" : "")}";
    }
}
