using System.IO.Compression;
using System.Text.Json;

namespace Tidemark.Tests.Venues.Binance;

/// <summary>Recorded and documented answers of the venue.</summary>
internal static class RecordedAnswers
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>A JSON file, gzipped or not.</summary>
    public static JsonElement Json(string relative) => Parse(Text(relative));

    /// <summary>An answer of the venue's documentation, after three lines that say what was asked; some have comments in them.</summary>
    public static JsonElement Documented(string name, string market = "Spot") => Parse(string.Join('\n', Text($"fixtures/binance_net/Endpoints/{market}/{name}.txt").Split('\n').Skip(3)));

    /// <summary>The lines of a recording.</summary>
    public static string[] Lines(string relative) => Text(relative).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        return document.RootElement.Clone();
    }

    private static string Text(string relative)
    {
        using var file = File.OpenRead(SharedFolders.DataPath(relative));
        using Stream stream = relative.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
