namespace Tidemark.Venues.Credentials;

/// <summary>Files that nobody but their owner can read, from their first byte on.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const int LargestLength = 1024 * 1024;

    /// <summary>The whole file.</summary>
    /// <exception cref="BadInputException">Others may read or write it, or it is no such file at all.</exception>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        // On Windows the folder of the user is closed to others by its access list.
        if (!OperatingSystem.IsWindows())
        {
            // Asked of the open file: it cannot be exchanged for another in between.
            var mode = File.GetUnixFileMode(file.SafeFileHandle);
            if ((mode & Others) != 0) throw new BadInputException($"{path}: others may read or change it (mode {Convert.ToString((int)mode, 8)}), so its keys are not used; make it yours alone with: chmod 600 '{path}'");
        }
        if (file.Length > LargestLength) throw new BadInputException($"{path}: is too long to be a file of keys");
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>Replaces the file; it appears whole or not at all.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
