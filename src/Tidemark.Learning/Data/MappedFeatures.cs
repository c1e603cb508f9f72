using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Data;

/// <summary>
/// A table of features that stays in its file: a .npy array <c>[rows, columns]</c> of 32-bit floats, mapped into memory. Rows are read where they
/// lie, so that training on more than fits into memory costs only the pages that are looked at, which the system takes back when it needs them.
/// </summary>
/// <remarks>Safe to read from several threads. What <see cref="Read"/> gave must not be used after <see cref="Dispose"/>; the file must not change meanwhile.</remarks>
public sealed unsafe class MappedFeatures : IFeatureSource, IDisposable
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly SafeMemoryMappedViewHandle? handle;
    private float* values;
    private bool isDisposed;

    private MappedFeatures(FileStream stream, NpyHeader header)
    {
        Rows = (int)header.Shape[0];
        Columns = (int)header.Shape[1];
        if (Rows == 0)
        {
            stream.Dispose();
            return;
        }
        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        handle = view.SafeMemoryMappedViewHandle;
        byte* start = null;
        handle.AcquirePointer(ref start);
        values = (float*)(start + view.PointerOffset + header.DataOffset);
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is not a .npy array <c>[rows, columns]</c> of 32-bit floats, or it is cut; the message says what it is.</exception>
    public static MappedFeatures Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096);
        try
        {
            var header = NpyHeader.Read(stream, path);
            if (header.Element != StateElement.Float32) throw new InvalidDataException($"{path} holds {header.Element}; features are 32-bit floats (numpy.float32)");
            if (header.Shape.Length != 2 || header.Shape[1] < 1)
                throw new InvalidDataException($"{path} has the shape ({string.Join(", ", header.Shape)}); features are [rows, columns]");
            Npy.CheckLength(header, stream.Length, path);
            return new MappedFeatures(stream, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public ReadOnlySpan<float> Read(int first, int count)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (first > Rows - count) throw new ArgumentOutOfRangeException(nameof(first), $"rows {first} to {(long)first + count} of a table of {Rows}");
        return new ReadOnlySpan<float>(values + (long)first * Columns, checked(count * Columns));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        values = null;
        handle?.ReleasePointer();
        view?.Dispose();
        file?.Dispose();
    }
}
