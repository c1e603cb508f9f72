using System.IO.Compression;

namespace Tidemark.Cli.Output;

/// <summary>A file that a command writes for other programs: <c>-</c> is standard output, <c>.gz</c> compresses it, and it appears whole or not at all.</summary>
internal static class OutputFile
{
    /// <param name="option">The option that named the file, for messages.</param>
    /// <param name="path">Where to write.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="BadInputException">The path is a folder, or its folder does not exist.</exception>
    public static void Write(string option, string path, Action<Stream> write)
    {
        if (path == "-")
        {
            using var console = Console.OpenStandardOutput();
            write(console);
            return;
        }
        Check(option, path);
        var unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            using (Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file)
                write(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Refuses a place that cannot be written before any work is done for it.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Check(string option, string path)
    {
        if (path == "-") return;
        if (Directory.Exists(path)) throw new BadInputException($"{option}: '{path}' is a folder");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new BadInputException($"{option}: there is no folder '{folder}'");
    }
}
