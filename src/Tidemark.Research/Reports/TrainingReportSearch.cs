using System.Globalization;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Results;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Research.Reports;

/// <summary>The settings that a search tried, the best first.</summary>
internal static class TrainingReportSearch
{
    private const int MostShown = 20;

    public static void Write(HtmlText html, SearchResult search)
    {
        var hasBudgets = search.Resource.Length > 0;
        html.Element("p", string.Create(CultureInfo.InvariantCulture,
            $"{search.SettingsTried} settings by {search.Request.Name}{(hasBudgets ? $", {search.Trials.Length} trials of growing {search.Resource}" : "")}; {search.Trials.Count(one => one.Trial.State == TrialState.Pruned)} stopped early, {search.Trials.Count(one => one.Trial.State == TrialState.Failed)} failed. All of them count where the Sharpe ratio is deflated."), "class=\"hint\"");
        html.OpenTable($"The best {Math.Min(MostShown, search.Trials.Length)} trials", ["Trial", .. search.Varied, .. hasBudgets ? (string[])[search.Resource] : [], search.Metric, "Sharpe a bar", "State"]);
        foreach (var (trial, ratio, _) in Ranked(search).Take(MostShown))
        {
            html.Markup("<tr>").Element("th", ReportText.Count(trial.Number + 1) + (trial.Number == search.BestTrial ? " *" : ""), "scope=\"row\"");
            foreach (var (_, value) in trial.Parameters) html.Element("td", Short(value));
            if (hasBudgets) html.Element("td", trial.Budget.ToString("0.###", CultureInfo.InvariantCulture));
            html.Element("td", TrainingReport.Number(trial.Value)).Element("td", TrainingReport.Number(ratio)).Element("td", trial.State switch { TrialState.Pruned => "stopped early", TrialState.Failed => trial.Reason ?? "failed", _ => "" }).Markup("</tr>");
        }
        html.CloseTable();
    }

    private static IEnumerable<SearchTrial> Ranked(SearchResult search) => search.Trials
        .OrderByDescending(one => one.Trial.Number == search.BestTrial).ThenBy(one => one.Trial.State != TrialState.Complete).ThenByDescending(one => one.Trial.Budget)
        .ThenBy(one => double.IsNaN(one.Trial.Value)).ThenBy(one => search.IsHigherBetter ? -one.Trial.Value : one.Trial.Value).ThenBy(one => one.Trial.Number);

    private static string Short(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("G4", CultureInfo.InvariantCulture) : value;
}
