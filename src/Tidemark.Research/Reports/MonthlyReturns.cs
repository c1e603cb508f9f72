using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The return of each calendar month (UTC) of a run, and of each year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Months">Twelve fractions; NaN where the run had no bars.</param>
/// <param name="Total">Of the year, or the part of it that the run covers.</param>
/// <param name="Hold">Of buy-and-hold in the same time; NaN when there is none.</param>
internal sealed record MonthlyReturns(int Year, double[] Months, double Total, double Hold)
{
    private const int MonthsPerYear = 12;

    public static IReadOnlyList<MonthlyReturns> Of(RunReport report)
    {
        var times = report.Periods.Sample(report.Result.Equity.Times.Span);
        var values = report.Periods.Sample(report.Result.Equity.Values.Span);
        var years = new List<MonthlyReturns>();
        double monthStart = report.Result.InitialEquity, yearStart = monthStart, holdStart = report.Holding?.Initial ?? double.NaN;
        for (var i = 0; i < times.Length; i++)
        {
            var now = new Instant(times[i]).ToDateTime();
            if (years.Count == 0 || years[^1].Year != now.Year)
            {
                var months = new double[MonthsPerYear];
                Array.Fill(months, double.NaN);
                years.Add(new MonthlyReturns(now.Year, months, double.NaN, double.NaN));
            }
            var next = i + 1 < times.Length ? new Instant(times[i + 1]).ToDateTime() : DateTime.MaxValue;
            if (next.Month == now.Month && next.Year == now.Year) continue;
            years[^1].Months[now.Month - 1] = Change(monthStart, values[i]);
            monthStart = values[i];
            if (next.Year == now.Year) continue;
            var hold = report.Holding?.Values[i] ?? double.NaN;
            years[^1] = years[^1] with { Total = Change(yearStart, values[i]), Hold = Change(holdStart, hold) };
            (yearStart, holdStart) = (values[i], hold);
        }
        return years;
    }

    private static double Change(double from, double to) => from > 0 ? to / from - 1 : double.NaN;
}
