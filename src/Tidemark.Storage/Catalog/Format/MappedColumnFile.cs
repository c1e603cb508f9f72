using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>
/// A column file mapped read-only. Opening reads and checks the header only; the columns are paged in when they are touched, and
/// their checksums are checked by <see cref="Verify"/> (used by <c>data check</c> and before any merge).
/// </summary>
/// <remarks>
/// A mapping lasts until the process ends: spans are taken from it everywhere, and one that outlived its mapping would read foreign
/// memory. It costs address space only. Opening the same content again returns the same mapping.
/// </remarks>
internal sealed unsafe class MappedColumnFile
{
    private static readonly Dictionary<string, MappedColumnFile> Opened = new(StringComparer.Ordinal);
    private readonly byte* start;

    private MappedColumnFile(string path, ColumnFileHeader header, byte* start)
    {
        Path = path;
        Header = header;
        this.start = start;
    }

    public string Path { get; }

    public ColumnFileHeader Header { get; }

    /// <exception cref="DamagedSeriesException">The file is cut, damaged, or written by a newer version.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static MappedColumnFile Open(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = ColumnFileHeader.Read(file, path);
        lock (Opened)
        {
            if (Opened.TryGetValue(path, out var known) && known.Header.Checksum == header.Checksum && known.Header.FileLength == header.FileLength) return known;
            var result = new MappedColumnFile(path, header, Map(file, path));
            result.CheckPlaces();
            return Opened[path] = result;
        }
    }

    public ReadOnlyMemory<long> Longs(string name) => Memory<long>(Header.Column(name, ColumnType.Int64, Path));

    public ReadOnlyMemory<double> Doubles(string name) => Memory<double>(Header.Column(name, ColumnType.Float64, Path));

    public ReadOnlyMemory<byte> Bytes(string name) => Memory<byte>(Header.Column(name, ColumnType.Byte, Path));

    /// <summary>Compares every block with its checksum.</summary>
    /// <exception cref="DamagedSeriesException">One differs; the message names column and rows.</exception>
    public void Verify()
    {
        foreach (var column in Header.Columns)
        {
            for (var block = 0; block < column.BlockChecksums.Length; block++)
            {
                var first = (long)block * ColumnFileFormat.BlockValues;
                var count = Math.Min(ColumnFileFormat.BlockValues, column.Count - first);
                var bytes = new ReadOnlySpan<byte>(start + column.Offset + first * column.ValueBytes, (int)(count * column.ValueBytes));
                if (Crc32C.Compute(bytes) != column.BlockChecksums[block])
                    throw new DamagedSeriesException(Path, $"column '{column.Name}' is damaged in rows {first} to {first + count - 1}: its checksum differs");
            }
        }
    }

    private ReadOnlyMemory<T> Memory<T>(ColumnEntry column) where T : unmanaged =>
        new MappedColumn<T>(start + column.Offset, checked((int)column.Count)).Memory;

    private void CheckPlaces()
    {
        foreach (var column in Header.Columns)
        {
            var fits = column.Offset >= ColumnFileFormat.PreambleBytes && column.Count >= 0 && column.Offset + column.Bytes <= Header.FileLength;
            if (!fits || column.BlockChecksums.Length != ColumnFileFormat.BlockCount(column.Count))
                throw new DamagedSeriesException(Path, $"the place of column '{column.Name}' does not add up");
        }
    }

    private static byte* Map(SafeFileHandle file, string path)
    {
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var view = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        // Never released: see the remarks of the class.
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        return pointer == null ? throw new IOException($"{path}: cannot be mapped into memory") : pointer + view.PointerOffset;
    }
}
