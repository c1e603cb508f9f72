using System.Text.Json;

namespace Tidemark.Cli.CommandLine;

/// <summary>The place named by <c>--json</c>, checked before any work is done.</summary>
internal sealed class JsonTarget
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };
    private readonly string? path;

    private JsonTarget(string? path) => this.path = path;

    public bool IsStandardOutput => path is null;

    /// <returns>Null without a value.</returns>
    /// <exception cref="BadInputException">The path is a folder, or its folder does not exist.</exception>
    public static JsonTarget? Of(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (value == "-") return new JsonTarget(null);
        var path = Path.GetFullPath(value);
        if (Directory.Exists(path)) throw new BadInputException($"--json: '{value}' is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new BadInputException($"--json: there is no folder '{Path.GetDirectoryName(path)}'");
        return new JsonTarget(path);
    }

    public void Write(Action<Utf8JsonWriter> write)
    {
        if (path is null)
        {
            using var output = Console.OpenStandardOutput();
            WriteTo(output, write);
            return;
        }
        if (File.Exists(path) && !IsPlainFile(path))
        {
            // A pipe or /dev/stdout cannot be replaced by renaming.
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
            WriteTo(device, write);
            return;
        }
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16)) WriteTo(file, write);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void WriteTo(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(stream, Options)) write(writer);
        stream.WriteByte((byte)'\n');
        stream.Flush();
    }

    private static bool IsPlainFile(string path) =>
        (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.ReparsePoint)) == 0 && File.ResolveLinkTarget(path, false) is null
        && (OperatingSystem.IsWindows() || !path.StartsWith("/dev/", StringComparison.Ordinal));
}
