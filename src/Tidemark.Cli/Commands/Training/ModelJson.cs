using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Models and figures as JSON.</summary>
internal static class ModelJson
{
    public static void WriteCard(Utf8JsonWriter writer, TrainedModel model)
    {
        var card = model.Card;
        writer.WriteString("model", card.Kind);
        writer.WriteString("task", TaskNames.Of(card.Target.Task));
        writer.WriteString("label", card.Label);
        WriteTexts(writer, "classes", card.Target.Classes);
        WriteTexts(writer, "features", card.Columns);
        writer.WriteNumber("window", model.Window);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in card.Parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteString("preparation", card.Preparation);
        if (card.Selection is not null) writer.WriteString("selection", card.Selection);
        if (!model.Selected.IsEmpty) WriteTexts(writer, "selected", model.Selected);
        if (card.Calibration is { } calibration) writer.WriteString("calibrated", calibration.ToString().ToLowerInvariant());
        writer.WriteNumber("seed", card.Seed);
        writer.WriteNumber("threads", card.Threads);
        writer.WriteString("dataHash", card.DataHash);
        writer.WriteString("build", card.Build);
    }

    /// <summary>Figures with what they were measured on before their names: <c>testAuc</c>.</summary>
    public static void WriteScores(Utf8JsonWriter writer, string before, PredictionScores scores)
    {
        foreach (var (name, value) in scores.Values) WriteNumber(writer, before.Length == 0 ? name : before + char.ToUpperInvariant(name[0]) + name[1..], value);
    }

    /// <summary>Figures as the registry keeps them.</summary>
    public static JsonObject Scores(PredictionScores? scores) =>
        new((scores?.Values ?? []).Select(pair => KeyValuePair.Create(pair.Key, double.IsFinite(pair.Value) ? (JsonNode?)pair.Value : null)));

    public static void WriteCurve(Utf8JsonWriter writer, ImmutableArray<TrainingProgress> curve)
    {
        writer.WriteStartArray("learningCurve");
        foreach (var point in curve)
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", point.Step);
            WriteNumber(writer, "trainLoss", point.TrainLoss);
            WriteNumber(writer, "validationLoss", point.ValidationLoss);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    public static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }
}
