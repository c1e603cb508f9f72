using System.Buffers.Text;
using System.Globalization;

namespace Tidemark.Storage.Catalog.Export;

/// <summary>Builds lines of text in a reused buffer and hands them to a stream in large parts. Numbers are written so that they read back as the same value.</summary>
internal sealed class TextRow(Stream output)
{
    private const int LongestPart = 256;
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    public TextRow Text(ReadOnlySpan<byte> text)
    {
        Reserve();
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
        return this;
    }

    public TextRow Number(long value)
    {
        Reserve();
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written);
        used += written;
        return this;
    }

    public TextRow Number(double value)
    {
        Reserve();
        value.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
        used += written;
        return this;
    }

    public void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
    }

    private void Reserve()
    {
        if (used + LongestPart > buffer.Length) Flush();
    }
}
