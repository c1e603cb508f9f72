using System.Runtime.InteropServices;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Data;

/// <summary>
/// Writes a table of features row by row as a .npy file, without holding it in memory or knowing how many rows there will be. The file appears
/// when <see cref="Complete"/> is called, whole; without it nothing is left.
/// </summary>
public sealed class NpyRowWriter : IDisposable
{
    private readonly string path;
    private readonly string unfinished;
    private readonly FileStream stream;
    private bool isComplete;

    /// <param name="path">Where the file is to be; its folder must exist. A file that is there is replaced.</param>
    /// <param name="columns">Number of features, at least 1.</param>
    public NpyRowWriter(string path, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        this.path = path;
        Columns = columns;
        unfinished = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.part";
        stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18);
        stream.Write(Header());
    }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>Number of rows written.</summary>
    public int Rows { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="rows">Row-major: <c>[count, Columns]</c>. NaN is a missing value.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public void Append(ReadOnlySpan<float> rows)
    {
        if (rows.Length % Columns != 0) throw new ArgumentException($"{rows.Length} values are not whole rows of {Columns}", nameof(rows));
        Rows = checked(Rows + rows.Length / Columns);
        stream.Write(MemoryMarshal.AsBytes(rows));
    }

    /// <summary>Ends the file and puts it in its place.</summary>
    public void Complete()
    {
        stream.Position = 0;
        stream.Write(Header());
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(unfinished, path, overwrite: true);
        isComplete = true;
    }

    /// <summary>Leaves nothing behind where <see cref="Complete"/> was not called.</summary>
    public void Dispose()
    {
        if (isComplete) return;
        stream.Dispose();
        File.Delete(unfinished);
    }

    private byte[] Header() => NpyHeader.Bytes(StateElement.Float32, [Rows, Columns]);
}
