using System.Buffers.Binary;
using System.IO.Compression;

namespace Tidemark.Storage.Import.Files;

/// <summary>Opens what a person named: plain text, gzip or zip, told apart by content and not by name.</summary>
internal static class InputFile
{
    /// <summary>Deflate never packs better than about 1 : 1032; a length announced beyond that is false.</summary>
    private const long LargestExpansion = 1032;

    /// <summary>The size of the file for a progress bar.</summary>
    /// <exception cref="BadInputException">There is no such file, it is a folder, or it cannot be read.</exception>
    public static long LengthOf(string path)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path} is a folder; name the files in it");
        var file = new FileInfo(path);
        return file.Exists ? file.Length : throw new BadInputException($"{path}: there is no such file{NearestHint(path)}");
    }

    /// <summary>Hands each table of a file to <paramref name="take"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Takes bytes of the file read so far, starting at <paramref name="progressStart"/>.</param>
    /// <param name="progressStart">Bytes of other files read before.</param>
    /// <param name="take">Reads the table at once; its stream is closed afterwards.</param>
    /// <exception cref="BadInputException">The file cannot be opened, is empty or damaged; the message names it.</exception>
    public static void ForEachTable(string path, IProgress<long>? progress, long progressStart, Action<InputTable> take)
    {
        using var file = Open(path);
        var magic = ReadMagic(file);
        if (magic.Length == 0) throw new BadInputException($"{path}: the file is empty");
        try
        {
            if (IsZip(magic)) Unzip(path, file, new ProgressStart(progress, progressStart), take);
            else
            {
                var expected = IsGzip(magic) ? GzipTextBytes(file) : file.Length;
                Stream bytes = new CountingStream(file, progress, progressStart);
                using var text = IsGzip(magic) ? new GzipReader(bytes) : bytes;
                take(new InputTable(path, Path.GetFileName(path), text, expected));
            }
        }
        catch (InvalidDataException failure)
        {
            throw new BadInputException($"{path}: {failure.Message}", failure);
        }
    }

    private readonly record struct ProgressStart(IProgress<long>? Progress, long Bytes);

    private static FileStream Open(string path)
    {
        LengthOf(path);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (file.CanSeek) return file;
            file.Dispose();
            throw new BadInputException($"{path} is not a plain file");
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new BadInputException($"{path}: no permission to read it", failure);
        }
        catch (FileNotFoundException failure)
        {
            throw new BadInputException($"{path}: there is no such file", failure);
        }
    }

    private static byte[] ReadMagic(FileStream file)
    {
        var magic = new byte[4];
        var count = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return magic[..count];
    }

    private static bool IsGzip(ReadOnlySpan<byte> magic) => magic.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    private static bool IsZip(ReadOnlySpan<byte> magic) => magic.StartsWith("PK"u8) && magic.Length == 4 && magic[2] is 3 or 5 or 7;

    /// <summary>The length that gzip announces in its last bytes, unless it cannot be true.</summary>
    private static long GzipTextBytes(FileStream file)
    {
        Span<byte> last = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - last.Length);
        var isWhole = file.ReadAtLeast(last, last.Length, throwOnEndOfStream: false) == last.Length;
        file.Position = 0;
        return isWhole ? Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(last), file.Length * LargestExpansion) : 0;
    }

    private static void Unzip(string path, FileStream file, ProgressStart progress, Action<InputTable> take)
    {
        using var archive = OpenArchive(path, file);
        var tables = archive.Entries.Where(IsTable).OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
        if (tables.Count == 0) throw new BadInputException($"{path}: the zip archive holds no .csv file{Contents(archive)}");
        var done = progress.Bytes;
        foreach (var entry in tables)
        {
            var name = tables.Count == 1 ? path : $"{path} ({entry.FullName})";
            if (entry.Length == 0) throw new BadInputException($"{name}: the file is empty");
            using var text = OpenEntry(name, entry);
            take(new InputTable(name, tables.Count == 1 ? Path.GetFileName(path) : $"{Path.GetFileName(path)} ({entry.FullName})", text, Math.Min(entry.Length, entry.CompressedLength * LargestExpansion)));
            done += entry.CompressedLength;
            progress.Progress?.Report(done);
        }
    }

    private static ZipArchive OpenArchive(string path, FileStream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException failure)
        {
            throw new BadInputException($"{path}: the zip archive is cut off or damaged", failure);
        }
    }

    private static Stream OpenEntry(string name, ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted) throw new BadInputException($"{name}: the zip archive is encrypted");
        Stream text;
        try
        {
            text = new ChecksummedStream(entry.Open(), entry.Crc32, entry.Length);
        }
        catch (InvalidDataException failure)
        {
            throw new BadInputException($"{name}: the zip archive is damaged or packed by a method that is not supported", failure);
        }
        return entry.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipReader(text) : text;
    }

    private static bool IsTable(ZipArchiveEntry entry)
    {
        if (entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name.StartsWith('.')) return false;
        return new[] { ".csv", ".txt", ".tsv", ".csv.gz" }.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static string Contents(ZipArchive archive) =>
        archive.Entries.Count == 0 ? "; it is empty" : $"; it holds {string.Join(", ", archive.Entries.Take(3).Select(entry => entry.FullName))}{(archive.Entries.Count > 3 ? ", …" : "")}";

    private static string NearestHint(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder)) return "";
        try
        {
            return NearestNames.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(file => Path.GetFileName(file)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
