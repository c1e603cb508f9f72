using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>The table of the deepest drawdowns.</summary>
internal static class TearSheetRisk
{
    public static void WriteDrawdowns(HtmlText html, RunReport report)
    {
        var deepest = DrawdownTable.Of(report);
        if (deepest.Count == 0) return;
        var isDaily = report.Description.Interval.ApproximateNanoseconds <= Duration.NanosecondsPerDay;
        var unit = isDaily ? "days" : "bars";
        html.OpenTable("The deepest drawdowns", ["#", "Depth", "From", "Lowest", "Recovered", $"Down, {unit}", $"Back, {unit}", $"Length, {unit}"], "drawdowns");
        for (var i = 0; i < deepest.Count; i++)
        {
            var (drawdown, dates) = deepest[i];
            html.Markup("<tr>").Element("td", ReportText.Count(i + 1)).Element("td", ReportText.Percent(drawdown.Depth), "class=\"bad\"")
                .Element("td", Day(dates.Peak)).Element("td", Day(dates.Trough)).Element("td", dates.Recovery is null ? "not yet" : Day(dates.Recovery))
                .Element("td", ReportText.Count(drawdown.TroughIndex - drawdown.PeakIndex))
                .Element("td", drawdown.RecoveryIndex is { } recovery ? ReportText.Count(recovery - drawdown.TroughIndex) : ReportText.Undefined)
                .Element("td", ReportText.Count(drawdown.Length)).Markup("</tr>");
        }
        html.CloseTable().Element("p", isDaily ? "Over the closes of UTC days." : "Over the closes of bars.", "class=\"hint\"");
    }

    private static string Day(Instant? time) => time is { } known ? known.ToString()[..10] : ReportText.Undefined;
}
