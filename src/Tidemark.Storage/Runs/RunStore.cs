using System.IO.Compression;
using System.Text.Json;
using Tidemark.Storage.Homes;

namespace Tidemark.Storage.Runs;

/// <summary>
/// The documents of kept runs: <c>runs/ID.json.gz</c> below the home, one a run, written whole or not at all. They are the truth; the
/// table of them in the database is only an index that is brought up to date when someone asks. Keeping a run thus costs no database.
/// Nor does it wait for the disk: a power cut may damage the runs of the last seconds, which are then named and can be run again.
/// </summary>
public sealed class RunStore(HomeFolder home)
{
    /// <summary>The version of the documents: <c>version</c> is their first property.</summary>
    public const int DocumentVersion = 1;

    private const string Extension = ".json.gz";
    private const string StagingExtension = ".part";
    private const int Attempts = 100;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(1);

    /// <summary>The folder of the documents.</summary>
    public string Folder { get; } = Path.Combine(home.Path, "runs");

    /// <summary>Keeps a run.</summary>
    /// <param name="now">The moment, which becomes part of the id.</param>
    /// <param name="write">Writes the document into the stream, given the id.</param>
    /// <returns>The id.</returns>
    /// <exception cref="IOException">The disk is full or refuses; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Keep(Instant now, Action<Stream, string> write)
    {
        Directory.CreateDirectory(Folder);
        RemoveAbandoned();
        for (var attempt = 0; ; attempt++)
        {
            var id = RunId.Create(now, Random.Shared.Next());
            var staging = Path.Combine(Folder, $"{id}.{Guid.NewGuid():N}{StagingExtension}");
            try
            {
                // Held until the run has its name: looking and moving alone would let two writers of one id overwrite each other.
                using var claim = new FileStream(Path.Combine(Folder, id + ".claim"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (File.Exists(PathOf(id))) continue;
                using (var file = new FileStream(staging, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                using (var gzip = new GZipStream(file, CompressionLevel.Fastest)) write(gzip, id);
                File.Move(staging, PathOf(id), overwrite: false);
                return id;
            }
            catch (IOException) when (attempt < Attempts && (File.Exists(PathOf(id)) || File.Exists(Path.Combine(Folder, id + ".claim"))))
            {
                // Another process took the id between the look and the move: the next one is free.
                File.Delete(staging);
            }
            catch
            {
                File.Delete(staging);
                throw;
            }
        }
    }

    /// <summary>The ids of all kept runs, oldest first.</summary>
    public IReadOnlyList<string> Ids()
    {
        if (!Directory.Exists(Folder)) return [];
        return [.. Directory.EnumerateFiles(Folder, "*" + Extension)
            .Select(path => Path.GetFileName(path)[..^Extension.Length])
            .Where(id => RunId.IsValid(id))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The document of a run.</summary>
    /// <exception cref="InvalidDataException">The file is cut, damaged, or of a newer program; the message names it.</exception>
    public JsonDocument Load(string id)
    {
        var path = PathOf(id);
        try
        {
            using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            var document = JsonDocument.Parse(gzip);
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version is >= 1 and <= DocumentVersion) return document;
            document.Dispose();
            throw new InvalidDataException($"{path} has version {version}; this program knows versions up to {DocumentVersion}: use a newer program");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not a whole document of a run", e);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is damaged: {e.Message}", e);
        }
    }

    /// <summary>The id that a person means: whole, the beginning of only one, or <c>last</c>.</summary>
    /// <exception cref="BadInputException">There is none, or several; the message names the nearest.</exception>
    public string Resolve(string text)
    {
        var ids = Ids();
        if (ids.Count == 0) throw new BadInputException($"there are no kept runs in {Folder}");
        if (text == "last") return ids[^1];
        var matching = ids.Where(id => id.StartsWith(text, StringComparison.Ordinal)).ToArray();
        return matching.Length switch
        {
            1 => matching[0],
            0 => throw new BadInputException($"there is no kept run '{text}'{NearestNames.Hint(text, ids)}"),
            _ => throw new BadInputException($"'{text}' is the beginning of {matching.Length} kept runs, such as {matching[^1]}"),
        };
    }

    /// <summary>What a killed program left half-written. A file that is still being written is held, and one that is about to get its name is young.</summary>
    private void RemoveAbandoned()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*" + StagingExtension))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < AbandonedAfter) continue;
                using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Still written, or not ours to remove.
            }
        }
    }

    private string PathOf(string id) => Path.Combine(Folder, id + Extension);
}
