using System.Text.Json;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Training;

/// <summary>What calibration did, as JSON.</summary>
internal static class CalibrationJson
{
    public static void Write(Utf8JsonWriter writer, CalibrationFigures? figures)
    {
        if (figures is null) return;
        writer.WriteStartObject("calibration");
        writer.WriteString("kind", figures.Kind.ToString().ToLowerInvariant());
        Write(writer, "outOfFoldBefore", figures.Before);
        Write(writer, "outOfFoldAfter", figures.After);
        Write(writer, "testBefore", figures.TestBefore);
        Write(writer, "testAfter", figures.TestAfter);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Reliability? reliability)
    {
        if (reliability is null) return;
        writer.WriteStartObject(name);
        writer.WriteNumber("samples", reliability.Samples);
        ModelJson.WriteNumber(writer, "logLoss", reliability.LogLoss);
        ModelJson.WriteNumber(writer, "brier", reliability.Brier);
        ModelJson.WriteNumber(writer, "expectedCalibrationError", reliability.ExpectedError);
        writer.WriteStartArray("bins");
        foreach (var bin in reliability.Bins)
        {
            writer.WriteStartObject();
            ModelJson.WriteNumber(writer, "samples", bin.Weight);
            ModelJson.WriteNumber(writer, "predicted", bin.MeanProbability);
            ModelJson.WriteNumber(writer, "observed", bin.ObservedShare);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
