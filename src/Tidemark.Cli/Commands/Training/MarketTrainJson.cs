using System.Text.Json;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Registry;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Cli.Commands.Training;

/// <summary>What came of a training on the data of a market, as JSON.</summary>
internal static class MarketTrainJson
{
    public static void Write(Utf8JsonWriter writer, MarketTrainingResult result, RegisteredModel? registered, TestPart part)
    {
        var (data, chosen) = (result.Request.Data, result.Chosen);
        writer.WriteStartObject();
        ModelJson.WriteCard(writer, chosen.Model);
        if (registered is not null)
        {
            writer.WriteString("name", registered.Row.Name);
            writer.WriteNumber("version", registered.Row.Version);
        }
        writer.WriteString("instrument", data.Data.Instrument?.ToString() ?? "");
        writer.WriteString("interval", data.Data.Bars.Interval.ToString());
        writer.WriteString("source", data.Data.Source);
        writer.WriteBoolean("synthetic", data.Data.IsSynthetic);
        writer.WriteString("featureSet", data.Specification.Name);
        writer.WriteString("featureHash", data.Specification.Hash);
        writer.WriteString("splits", result.Request.Splitter.Text);
        writer.WriteNumber("interrupted", data.Interrupted);
        writer.WriteNumber("developmentSamples", result.DevelopmentSamples);
        writer.WriteNumber("testSamples", result.TestSamples);
        writer.WriteString("testFrom", result.TestFrom.ToString());
        writer.WriteString("testTo", result.TestTo.ToString());
        part.WriteJson(writer);
        writer.WriteNumber("trainSeconds", chosen.TrainSeconds);
        if (chosen.Validation is { } validation) ModelJson.WriteScores(writer, "validation", validation);
        if (chosen.Test is { } test) ModelJson.WriteScores(writer, "test", test);
        writer.WriteString("chosenBy", "validation" + char.ToUpperInvariant(result.Leading[0]) + result.Leading[1..]);
        writer.WriteString("bestBaseline", result.Baseline.Name);
        writer.WriteString("verdict", result.Verdict);
        writer.WriteNumber("trials", result.Trials);
        writer.WriteStartObject("deflatedSharpe");
        ModelJson.WriteNumber(writer, "sharpePerBar", result.Deflated.Sharpe);
        ModelJson.WriteNumber(writer, "expectedMaximumByChance", result.Deflated.ExpectedMaximum);
        ModelJson.WriteNumber(writer, "probability", result.Deflated.Probability);
        writer.WriteEndObject();
        writer.WriteStartArray("models");
        foreach (var one in result.Results) WriteModel(writer, one);
        writer.WriteEndArray();
        ModelJson.WriteCurve(writer, chosen.Curve);
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, MarketModelResult one)
    {
        writer.WriteStartObject();
        writer.WriteString("model", one.Name);
        writer.WriteBoolean("isBaseline", one.IsBaseline);
        if (!one.ValidationPaths.IsEmpty)
        {
            writer.WriteStartArray("validationPaths");
            foreach (var path in one.ValidationPaths.Where(double.IsFinite)) writer.WriteNumberValue(path);
            writer.WriteEndArray();
        }
        writer.WriteNumber("trials", one.Trials);
        if (one.Search is { } search) SearchOutput.WriteJson(writer, search);
        if (one.Validation is { } validation) ModelJson.WriteScores(writer, "validation", validation);
        if (one.Test is { } test) ModelJson.WriteScores(writer, "test", test);
        if (!one.IsEnsemble) writer.WriteString("preparation", one.Model.Card.Preparation);
        CalibrationJson.Write(writer, one.Calibration);
        WriteSelection(writer, one);
        WriteInterval(writer, "testInterval", one.TestInterval);
        WriteInterval(writer, "overBaseline", one.OverBaseline);
        WriteSignal(writer, "validationSignal", one.ValidationSignal);
        WriteSignal(writer, "testSignal", one.TestSignal);
        writer.WriteNumber("trainSeconds", one.TrainSeconds);
        writer.WriteStartArray("folds");
        foreach (var fold in one.Folds)
        {
            writer.WriteStartObject();
            writer.WriteNumber("fold", fold.Fold);
            writer.WriteString("from", fold.From.ToString());
            writer.WriteString("to", fold.To.ToString());
            writer.WriteNumber("trainSamples", fold.TrainSamples);
            writer.WriteNumber("steps", fold.Steps);
            if (fold.Scores is { } scores) ModelJson.WriteScores(writer, "", scores);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSelection(Utf8JsonWriter writer, MarketModelResult one)
    {
        if (one.Selection is not { } selection) return;
        writer.WriteStartObject("selection");
        ModelJson.WriteTexts(writer, "selected", one.Model.Selected);
        ModelJson.WriteNumber(writer, "agreement", selection.Agreement);
        writer.WriteStartObject("foldShares");
        foreach (var (name, share) in selection.Shares) writer.WriteNumber(name, share);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, MetricInterval? interval)
    {
        if (interval is null) return;
        writer.WriteStartObject(name);
        ModelJson.WriteNumber(writer, "estimate", interval.Estimate);
        ModelJson.WriteNumber(writer, "low", interval.Low);
        ModelJson.WriteNumber(writer, "high", interval.High);
        ModelJson.WriteNumber(writer, "shareAboveZero", interval.ShareAboveZero);
        writer.WriteEndObject();
    }

    private static void WriteSignal(Utf8JsonWriter writer, string name, SignalFigures? signal)
    {
        if (signal is null) return;
        writer.WriteStartObject(name);
        ModelJson.WriteNumber(writer, "logReturn", signal.Total);
        ModelJson.WriteNumber(writer, "logReturnBeforeCosts", signal.TotalBeforeCosts);
        ModelJson.WriteNumber(writer, "sharpePerBar", signal.Sharpe);
        ModelJson.WriteNumber(writer, "turnoverPerBar", signal.Turnover);
        writer.WriteEndObject();
    }
}
