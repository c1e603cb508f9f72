using System.Buffers;
using System.Text.Json;

namespace Tidemark.Research.Results;

/// <summary>Writes the objects of a long array one a line, whatever the indentation of the document, and passes them on in stretches.</summary>
internal sealed class JsonRows : IDisposable
{
    /// <summary>The document is handed to its stream whenever this many bytes have gathered, so that long arrays need no memory.</summary>
    public const int FlushThreshold = 1 << 16;

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter row;
    private readonly Utf8JsonWriter target;

    public JsonRows(Utf8JsonWriter target)
    {
        this.target = target;
        row = new Utf8JsonWriter(buffer);
    }

    /// <summary>Begins a row: write its properties, then call <see cref="End"/>.</summary>
    public Utf8JsonWriter Begin()
    {
        buffer.ResetWrittenCount();
        row.Reset(buffer);
        row.WriteStartObject();
        return row;
    }

    public void End()
    {
        row.WriteEndObject();
        row.Flush();
        target.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        if (target.BytesPending > FlushThreshold) target.Flush();
    }

    public void Dispose() => row.Dispose();
}
