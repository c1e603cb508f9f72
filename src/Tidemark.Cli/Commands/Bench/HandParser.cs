using System.IO.Compression;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// The least that can be called reading: one pass over the bytes of <c>time,open,high,low,close,volume</c> into columns, sixteen-digit
/// numbers by an integer and a power of ten, nothing checked, nothing stored. The yardstick of the import.
/// </summary>
internal static class HandParser
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>The rows of a file, and the sum of all closes so that nothing can be left out.</summary>
    public static (int Rows, double Closes) Parse(string path)
    {
        var text = ReadAll(path);
        var columns = new double[5][];
        var rows = text.AsSpan().Count((byte)'\n') - 1;
        var times = new long[rows];
        for (var column = 0; column < columns.Length; column++) columns[column] = new double[rows];
        var at = text.AsSpan().IndexOf((byte)'\n') + 1;
        for (var row = 0; row < rows; row++)
        {
            long time = 0;
            for (; text[at] != ','; at++) time = time * 10 + (text[at] - '0');
            times[row] = time * Instant.NanosecondsPerMillisecond;
            for (var column = 0; column < columns.Length; column++) columns[column][row] = Number(text, ref at);
            at++;
        }
        double closes = 0;
        foreach (var close in columns[3]) closes += close;
        return (rows, closes + times[^1] * 0.0);
    }

    private static double Number(byte[] text, ref int at)
    {
        long digits = 0;
        var decimals = 0;
        var isFraction = false;
        for (at++; text[at] is not ((byte)',' or (byte)'\n'); at++)
        {
            if (text[at] == '.')
            {
                isFraction = true;
                continue;
            }
            digits = digits * 10 + (text[at] - '0');
            if (isFraction) decimals++;
        }
        return digits / PowersOfTen[decimals];
    }

    private static byte[] ReadAll(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(path);
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
