using System.Runtime.InteropServices;

namespace Tidemark.Storage.Files;

/// <summary>Makes created and renamed names durable: after a power cut a file is found under the name it had.</summary>
public static partial class DirectoryEntries
{
    /// <summary>Flushes a directory's entries to the disk. Windows does this with the rename itself; elsewhere a failure is not an error.</summary>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenDescriptor(directory, 0);
        if (descriptor < 0) return;
        _ = FlushDescriptor(descriptor);
        _ = CloseDescriptor(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
