using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Tidemark.Research.Features;

/// <summary>
/// Writes samples as one structured NumPy array (<c>numpy.load(path)</c>): <c>time</c>, <c>known_at</c> and <c>label_end</c> as datetime64[ns], features as float32, <c>label</c>,
/// <c>label_return</c> and <c>weight</c> as float64, <c>fold</c> as int16 (-1 for none), and a byte a fold: 0 left out, 1 train, 2 validation, 3 test. Rows without a label have NaN, NaT and no fold.
/// </summary>
public static class DatasetNpy
{
    private const int Alignment = 64;

    /// <summary>NumPy's NaT.</summary>
    private const long NotATime = long.MinValue;

    /// <inheritdoc cref="DatasetCsv.Write"/>
    public static void Write(Stream output, DatasetSamples samples)
    {
        var columns = samples.Datasets[0].Columns;
        var parts = samples.Folds.Select(fold => DatasetSamples.PartsOf(fold, samples.Count)).ToArray();
        var tested = samples.TestFolds();
        var isMany = samples.Datasets.Length > 1;
        (string Name, string Type)[] fields =
        [
            ("time", "<M8[ns]"), ("known_at", "<M8[ns]"), .. isMany ? [("instrument", "<i4")] : Array.Empty<(string, string)>(), .. columns.Select(name => (name, "<f4")), ("label", "<f8"), ("label_end", "<M8[ns]"), ("label_return", "<f8"), ("weight", "<f8"),
            .. parts.Length > 0 ? [("fold", "<i2")] : Array.Empty<(string, string)>(), .. parts.Select((_, fold) => ($"fold_{fold.ToString(CultureInfo.InvariantCulture)}", "|u1")),
        ];
        WriteHeader(output, fields, samples.LineCount);
        var buffer = new byte[48 + (isMany ? 4 : 0) + 4 * columns.Length + (parts.Length > 0 ? 2 : 0) + parts.Length];
        foreach (var (dataset, row, sample, number) in samples.Lines())
        {
            var at = 0;
            Put(dataset.OpenOf(row).Nanoseconds);
            Put(dataset.KnownAt.Span[row]);
            if (isMany)
            {
                BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at), samples.Datasets.IndexOf(dataset));
                at += 4;
            }
            foreach (var value in dataset.Features.Read(row, 1))
            {
                BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(at), value);
                at += 4;
            }
            var isLabelled = sample >= 0;
            Put(BitConverter.DoubleToInt64Bits(isLabelled ? dataset.Targets.Span[sample] : double.NaN));
            Put(isLabelled ? dataset.LabelEnds.Span[sample] : NotATime);
            Put(BitConverter.DoubleToInt64Bits(isLabelled ? dataset.Returns.Span[sample] : double.NaN));
            Put(BitConverter.DoubleToInt64Bits(!isLabelled ? double.NaN : dataset.Weights.IsEmpty ? 1 : dataset.Weights.Span[sample]));
            if (parts.Length > 0)
            {
                BinaryPrimitives.WriteInt16LittleEndian(buffer.AsSpan(at), (short)(isLabelled ? tested[number] : -1));
                at += 2;
            }
            foreach (var part in parts) buffer[at++] = isLabelled ? (byte)part[number] : (byte)0;
            output.Write(buffer);

            void Put(long value)
            {
                BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(at), value);
                at += 8;
            }
        }
    }

    /// <summary>Version 2.0 of the format, whose header may be longer than 64 KiB.</summary>
    private static void WriteHeader(Stream output, (string Name, string Type)[] fields, int rows)
    {
        var text = $"{{'descr': [{string.Join(", ", fields.Select(field => $"('{field.Name}', '{field.Type}')"))}], 'fortran_order': False, 'shape': ({rows.ToString(CultureInfo.InvariantCulture)},), }}";
        var length = (12 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 12;
        Span<byte> preamble = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(preamble[8..], length);
        output.Write(preamble);
        output.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }
}
