using System.Collections.Immutable;
using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Journaling;

/// <summary>Input: a strategy asked for a model and was given this one.</summary>
/// <param name="Name">The name under which it was asked for.</param>
/// <param name="Schema">What it is, reads and gives.</param>
public sealed record PredictorOpenedRecord(string Name, PredictionSchema Schema)
{
    /// <summary>Writes the payload (clearing <paramref name="target"/> first) and returns its header.</summary>
    /// <param name="target">Takes the payload.</param>
    /// <param name="now">When it was opened.</param>
    public RecordHeader Encode(PayloadWriter target, Instant now)
    {
        target.Clear();
        target.WriteText(Name);
        target.WriteText(Schema.Model);
        target.WriteText(Schema.Version);
        target.WriteByte((byte)Schema.Kind);
        target.WriteText(Schema.FeatureSet);
        Write(Schema.Features, target);
        Write(Schema.State, target);
        target.WriteInt32(Schema.Window);
        Write(Schema.Outputs, target);
        target.WriteInt32(Schema.Horizon);
        target.WriteBoolean(Schema.Interval is not null);
        if (Schema.Interval is { } interval) SessionPayloads.Write(interval, target);
        target.WriteDouble(Schema.Scale);
        // Only of the kind that has one: records of the others stay as they were.
        if (Schema.Kind == PredictionKind.Settings) target.WriteText(Schema.Steers);
        return new RecordHeader(RecordKind.PredictorOpened, RecordVersion.Of(RecordKind.PredictorOpened), RecordOrigin.Prediction, now, now);
    }

    internal static PredictorOpenedRecord Read(ref PayloadReader reader)
    {
        var opened = new PredictorOpenedRecord(reader.ReadText(), ReadSchema(ref reader));
        return opened.Schema.Kind == PredictionKind.Settings ? opened with { Schema = opened.Schema with { Steers = reader.ReadText() } } : opened;
    }

    private static PredictionSchema ReadSchema(ref PayloadReader reader) => new()
    {
        Model = reader.ReadText(),
        Version = reader.ReadText(),
        Kind = reader.ReadEnum<PredictionKind>(),
        FeatureSet = reader.ReadText(),
        Features = ReadTexts(ref reader),
        State = ReadTexts(ref reader),
        Window = reader.ReadInt32(),
        Outputs = ReadTexts(ref reader),
        Horizon = reader.ReadInt32(),
        Interval = reader.ReadBoolean() ? SessionPayloads.ReadInterval(ref reader) : null,
        Scale = reader.ReadDouble(),
    };

    private static void Write(ImmutableArray<string> texts, PayloadWriter target)
    {
        target.WriteInt32(texts.Length);
        foreach (var text in texts) target.WriteText(text);
    }

    private static ImmutableArray<string> ReadTexts(ref PayloadReader reader)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.ReadCount(); left > 0; left--) texts.Add(reader.ReadText());
        return texts.ToImmutable();
    }
}
