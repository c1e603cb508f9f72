using System.Collections.Immutable;
using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Journaling;

/// <summary>Input: what a model answered. A replay takes it from here and never asks the model.</summary>
/// <param name="Instrument">What it is about.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="Version">The version that answered.</param>
/// <param name="Horizon">For how many bars it looks ahead.</param>
/// <param name="InputHash">SHA-256, in hex, of what the model read: its values as little-endian IEEE 754.</param>
/// <param name="Time">When it was asked.</param>
/// <param name="Outputs">Its outputs; none where it had no opinion.</param>
public sealed record PredictionRecord(InstrumentIndex Instrument, string Model, string Version, int Horizon, string InputHash, Instant Time, ImmutableArray<double> Outputs)
{
    private const int HashBytes = 32;

    /// <summary>Writes the payload (clearing <paramref name="target"/> first) and returns its header.</summary>
    public RecordHeader Encode(PayloadWriter target)
    {
        target.Clear();
        target.WriteInt32(Instrument.Value);
        target.WriteText(Model);
        target.WriteText(Version);
        target.WriteInt32(Horizon);
        foreach (var value in Convert.FromHexString(InputHash)) target.WriteByte(value);
        target.WriteInt32(Outputs.Length);
        foreach (var output in Outputs) target.WriteDouble(output);
        return new RecordHeader(RecordKind.Prediction, RecordVersion.Of(RecordKind.Prediction), RecordOrigin.Prediction, Time, Time);
    }

    internal static PredictionRecord Read(ref PayloadReader reader, Instant time)
    {
        var (instrument, model, version, horizon) = (new InstrumentIndex(reader.ReadInt32()), reader.ReadText(), reader.ReadText(), reader.ReadInt32());
        Span<byte> hash = stackalloc byte[HashBytes];
        for (var index = 0; index < hash.Length; index++) hash[index] = reader.ReadByte();
        var outputs = ImmutableArray.CreateBuilder<double>();
        for (var left = reader.ReadCount(); left > 0; left--) outputs.Add(reader.ReadDouble());
        return new PredictionRecord(instrument, model, version, horizon, Convert.ToHexStringLower(hash), time, outputs.ToImmutable());
    }
}
