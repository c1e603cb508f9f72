using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Engine.Portfolios;

namespace Tidemark.Research.Results;

/// <summary>
/// The hash that two runs share exactly when their fills and their equity are the same to the last bit. Its definition, with an
/// example and a program in another language, is in <c>docs/run-hash.md</c>.
/// </summary>
public static class RunHash
{
    private const int BufferLength = 1 << 16;

    /// <summary>No line of a fill is longer: four numbers of at most 31 characters and two names.</summary>
    private const int LongestNumber = 64;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Compute(IReadOnlyList<Fill> fills, IReadOnlyList<InstrumentId> instruments, EquityCurve equity)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("the run hash is defined over little-endian numbers");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferLength];
        var length = Append(buffer, 0, "tidemark-run-1\n");
        foreach (var fill in fills)
        {
            var instrument = instruments[fill.Instrument.Value].ToString();
            if (length + instrument.Length + 4 * LongestNumber + 4 * fill.FeeAsset.Length > buffer.Length)
            {
                hash.AppendData(buffer.AsSpan(0, length));
                length = 0;
            }
            length = AppendFill(buffer, length, fill, instrument);
        }
        length = Append(buffer, length, "equity ");
        length = Append(buffer, length, equity.Count.ToString(CultureInfo.InvariantCulture));
        length = Append(buffer, length, "\n");
        hash.AppendData(buffer.AsSpan(0, length));
        hash.AppendData(MemoryMarshal.AsBytes(equity.Times.Span));
        hash.AppendData(MemoryMarshal.AsBytes(equity.Values.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int AppendFill(byte[] buffer, int length, Fill fill, string instrument)
    {
        length = Append(buffer, length, fill.Time.Nanoseconds);
        length = Append(buffer, length, ",");
        length = Append(buffer, length, instrument);
        length = Append(buffer, length, fill.Side == Side.Buy ? ",buy," : ",sell,");
        length = Append(buffer, length, fill.Quantity.Value);
        length = Append(buffer, length, ",");
        length = Append(buffer, length, fill.Price.Value);
        length = Append(buffer, length, ",");
        length = Append(buffer, length, DecimalForm.Canonical(fill.Fee));
        length = Append(buffer, length, ",");
        length = Append(buffer, length, fill.FeeAsset);
        return Append(buffer, length, "\n");
    }

    private static int Append(byte[] buffer, int length, string text) => length + Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));

    private static int Append<T>(byte[] buffer, int length, T number) where T : IUtf8SpanFormattable
    {
        if (!number.TryFormat(buffer.AsSpan(length), out var written, default, CultureInfo.InvariantCulture)) throw new InvalidOperationException("a number is longer than expected");
        return length + written;
    }
}
