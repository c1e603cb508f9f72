using System.Text.Json;
using Tidemark.Research.Features;

namespace Tidemark.Cli.Commands.Features;

/// <summary>What <c>features build</c> tells programs of a table.</summary>
internal static class DatasetJson
{
    public static void Write(Utf8JsonWriter json, DatasetSamples samples)
    {
        var first = samples.Datasets[0];
        json.WriteStartObject();
        json.WriteString("features", first.Specification.Name);
        json.WriteString("featuresHash", first.Specification.Hash);
        json.WriteString("label", first.Label.Text);
        json.WriteString("task", JsonNamingPolicy.CamelCase.ConvertName(first.Label.Task.ToString()));
        json.WriteNumber("samples", samples.Count);
        WriteInstruments(json, samples);
        json.WriteStartArray("columns");
        for (var column = 0; column < first.Columns.Length; column++)
        {
            json.WriteStartObject();
            json.WriteString("name", first.Columns[column]);
            json.WriteString("formula", first.Specification.List.Features[column].Formula);
            WriteFigures(json, ColumnFigures.Of(samples, column));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteClasses(json, samples);
        if (!first.Weights.IsEmpty)
        {
            json.WriteStartObject("weights");
            WriteFigures(json, ColumnFigures.Weights(samples));
            json.WriteEndObject();
        }
        json.WriteStartArray("folds");
        foreach (var fold in samples.Folds)
        {
            json.WriteStartObject();
            json.WriteNumber("number", fold.Number);
            json.WriteNumber("train", fold.Train.Length);
            json.WriteNumber("validation", fold.Validation.Length);
            json.WriteNumber("test", fold.Test.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInstruments(Utf8JsonWriter json, DatasetSamples samples)
    {
        json.WriteStartArray("instruments");
        foreach (var dataset in samples.Datasets)
        {
            json.WriteStartObject();
            if (dataset.Data.Instrument is { } instrument) json.WriteString("instrument", instrument.ToString());
            json.WriteString("source", dataset.Data.Source);
            json.WriteBoolean("isSynthetic", dataset.Data.IsSynthetic);
            json.WriteString("interval", dataset.Data.Bars.Interval.ToString());
            json.WriteString("dataHash", dataset.Data.Hash);
            json.WriteNumber("bars", dataset.Data.Bars.Count);
            json.WriteNumber("samples", dataset.Count);
            json.WriteNumber("interrupted", dataset.Interrupted);
            json.WriteString("firstTime", dataset.OpenOf(dataset.SampleRows.Span[0]).ToString());
            json.WriteString("lastTime", dataset.OpenOf(dataset.SampleRows.Span[^1]).ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteClasses(Utf8JsonWriter json, DatasetSamples samples)
    {
        var rule = samples.Datasets[0].Label;
        json.WriteStartArray("classes");
        for (var number = 0; number < rule.Classes; number++)
        {
            json.WriteStartObject();
            json.WriteString("name", rule.ClassNames[number]);
            json.WriteNumber("samples", ColumnFigures.Count(samples, number));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("target");
        WriteFigures(json, ColumnFigures.Targets(samples));
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, ColumnFigures figures)
    {
        Number("mean", figures.Mean);
        Number("standardDeviation", figures.Deviation);
        Number("least", figures.Least);
        Number("largest", figures.Largest);
        json.WriteNumber("missing", figures.Missing);

        void Number(string name, double value)
        {
            if (double.IsFinite(value)) json.WriteNumber(name, value);
            else json.WriteNull(name);
        }
    }
}
