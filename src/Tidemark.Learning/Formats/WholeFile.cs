namespace Tidemark.Learning.Formats;

/// <summary>A file that appears whole or not at all: it is written beside its place, flushed, and renamed.</summary>
internal static class WholeFile
{
    /// <param name="path">Where it is to be; its folder must exist. A file that is there is replaced.</param>
    /// <param name="write">Writes it.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.part";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
