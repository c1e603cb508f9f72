namespace Tidemark.Storage.Files;

/// <summary>
/// Replaces a file so that whoever reads it, now or after a crash at any point, finds either the old bytes or the new ones.
/// Written beside the target under a staging name, flushed to the disk, then renamed.
/// </summary>
public sealed class AtomicFile(Func<string, Stream>? createStream = null)
{
    private readonly Func<string, Stream> createStream = createStream ?? CreateFile;

    /// <summary>Writes a file by <paramref name="write"/> into <paramref name="stagingDirectory"/> and moves it to <paramref name="target"/>.</summary>
    /// <remarks>When anything fails the target is untouched, and staging file and directories that were made for it are gone again.</remarks>
    public void Replace(string target, string stagingDirectory, Action<Stream> write)
    {
        var made = new List<string>();
        var staging = Path.Combine(stagingDirectory, $"{Path.GetFileName(target)}.{Environment.ProcessId}.part");
        try
        {
            CreateDirectories(stagingDirectory, made);
            using (var stream = createStream(staging))
            {
                write(stream);
                if (stream is FileStream file) file.Flush(flushToDisk: true);
                else stream.Flush();
            }
            CreateDirectories(Path.GetDirectoryName(target)!, made);
            File.Move(staging, target, overwrite: true);
        }
        catch
        {
            Undo(staging, made);
            throw;
        }
        DirectoryEntries.Flush(Path.GetDirectoryName(target)!);
        foreach (var directory in made) DirectoryEntries.Flush(Path.GetDirectoryName(directory)!);
    }

    private static FileStream CreateFile(string path) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private static void CreateDirectories(string directory, List<string> made)
    {
        var missing = new Stack<string>();
        for (var current = Path.GetFullPath(directory); !Directory.Exists(current); current = Path.GetDirectoryName(current)!) missing.Push(current);
        foreach (var path in missing)
        {
            Directory.CreateDirectory(path);
            made.Add(path);
        }
    }

    private static void Undo(string staging, List<string> made)
    {
        try
        {
            File.Delete(staging);
            for (var i = made.Count - 1; i >= 0; i--)
                if (!Directory.EnumerateFileSystemEntries(made[i]).Any()) Directory.Delete(made[i]);
        }
        catch (IOException)
        {
            // The failure that led here matters more than a left-over staging file, which the next writer removes.
        }
    }
}
