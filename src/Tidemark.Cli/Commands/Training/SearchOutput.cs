using System.Globalization;
using System.Text.Json;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Cli.Commands.Training;

/// <summary>What came of a search of settings, for people and as JSON.</summary>
internal static class SearchOutput
{
    public static void WriteText(TextWriter output, string model, SearchResult search)
    {
        var best = search.Trials[search.BestTrial];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model}: {search.SettingsTried} settings tried by {search.Request.Name}{(search.Trials.Length > search.SettingsTried ? $" in {search.Trials.Length} trials of growing {search.Resource}" : "")}, proposed {Batch(search.Request.BatchSize)} and told in their order{Ended(search)}; best is trial {search.BestTrial + 1}, {search.Metric} {best.Trial.Value:0.0000##}: {string.Join(", ", best.Trial.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}"));
    }

    public static void WriteJson(Utf8JsonWriter writer, SearchResult search)
    {
        writer.WriteStartObject("search");
        writer.WriteString("how", search.Request.Name);
        writer.WriteNumber("batchSize", search.Request.BatchSize);
        writer.WriteNumber("settingsTried", search.SettingsTried);
        writer.WriteNumber("resumedTrials", search.Resumed);
        writer.WriteString("metric", search.Metric);
        if (search.Resource.Length > 0) writer.WriteString("budgetIn", search.Resource);
        writer.WriteNumber("bestTrial", search.BestTrial + 1);
        writer.WriteNumber("seconds", search.Seconds);
        writer.WriteStartArray("trials");
        foreach (var (trial, ratio, seconds) in search.Trials)
        {
            writer.WriteStartObject();
            writer.WriteNumber("trial", trial.Number + 1);
            if (trial.Origin != trial.Number) writer.WriteNumber("settingsOfTrial", trial.Origin + 1);
            writer.WriteString("state", trial.State.ToString().ToLowerInvariant());
            writer.WriteStartObject("parameters");
            foreach (var (name, value) in trial.Parameters) writer.WriteString(name, value);
            writer.WriteEndObject();
            if (trial.Budget > 0)
            {
                writer.WriteNumber("budget", trial.Budget);
                writer.WriteNumber("bracket", trial.Bracket + 1);
            }
            ModelJson.WriteNumber(writer, "value", trial.Value);
            ModelJson.WriteNumber(writer, "sharpePerBar", ratio);
            writer.WriteNumber("seconds", seconds);
            if (trial.Reason is not null) writer.WriteString("reason", trial.Reason);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Batch(int size) => size == 1 ? "one by one" : string.Create(CultureInfo.InvariantCulture, $"in batches of {size}");

    private static string Ended(SearchResult search)
    {
        var (pruned, failed) = (search.Trials.Count(one => one.Trial.State == TrialState.Pruned), search.Trials.Count(one => one.Trial.State == TrialState.Failed));
        return string.Create(CultureInfo.InvariantCulture, $"{(search.Resumed > 0 ? $", {search.Resumed} of them before" : "")}{(pruned > 0 ? $", {pruned} stopped early" : "")}{(failed > 0 ? $", {failed} failed" : "")}");
    }
}
