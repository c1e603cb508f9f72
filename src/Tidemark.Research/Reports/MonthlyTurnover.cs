using System.Globalization;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>What was traded in a calendar month (UTC).</summary>
/// <param name="Month">Such as <c>2024-03</c>.</param>
/// <param name="Turnover">Price times quantity of its fills over its mean equity; NaN where equity was not positive or a conversion is missing.</param>
/// <param name="Fills">How many.</param>
internal sealed record MonthlyTurnover(string Month, double Turnover, int Fills)
{
    /// <summary>One per month of the run, those without fills included.</summary>
    public static IReadOnlyList<MonthlyTurnover> Of(RunReport report)
    {
        var days = report.Days;
        var times = days.Sample(report.Result.Equity.Times.Span);
        var values = days.Sample(report.Result.Equity.Values.Span);
        var rates = new CurrencyView(report.Result.Currency, report.Description.Instruments, report.Bars);
        var traded = new Dictionary<int, (double Notional, int Fills)>();
        foreach (var fill in report.Result.Fills)
        {
            var month = MonthOf(fill.Time);
            var (notional, fills) = traded.GetValueOrDefault(month);
            traded[month] = (notional + (double)fill.Notional * rates.RateAt(report.Description.Instruments[fill.Instrument.Value].Quote, fill.Time), fills + 1);
        }
        return [.. Enumerable.Range(0, times.Length).GroupBy(i => MonthOf(new Instant(times[i]))).Select(group =>
        {
            var (notional, fills) = traded.GetValueOrDefault(group.Key);
            var mean = group.Average(i => values[i]);
            return new MonthlyTurnover(string.Create(CultureInfo.InvariantCulture, $"{group.Key / 12:0000}-{group.Key % 12 + 1:00}"), mean > 0 ? notional / mean : double.NaN, fills);
        })];
    }

    private static int MonthOf(Instant time)
    {
        var date = time.ToDateTime();
        return date.Year * 12 + date.Month - 1;
    }
}
