using System.Globalization;

namespace Tidemark.Storage.Locking;

/// <summary>
/// Lets one process at a time do something with a home. Held by an operating-system lock on <c>NAME.lock</c>, so it ends with the
/// process however that ends; <c>NAME.owner</c> beside it names the holder for people and for the message of who is refused.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly FileStream file;
    private readonly string ownerPath;

    private ProcessLock(FileStream file, string ownerPath)
    {
        this.file = file;
        this.ownerPath = ownerPath;
    }

    /// <summary>Takes the lock or waits for it.</summary>
    /// <param name="directory">Where the lock file lives; made when missing.</param>
    /// <param name="name">The name of the lock: <c>catalog</c>.</param>
    /// <param name="purpose">What the holder does, for the message to others: <c>data import</c>.</param>
    /// <param name="patience">How long to wait for another holder; zero refuses at once.</param>
    /// <exception cref="HomeLockedException">Another process holds it; the message names that process.</exception>
    public static ProcessLock Acquire(string directory, string name, string purpose, TimeSpan patience)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, name + ".lock");
        var ownerPath = Path.Combine(directory, name + ".owner");
        for (var waited = TimeSpan.Zero; ; waited += PollInterval)
        {
            if (TryOpen(path) is { } file)
            {
                var result = new ProcessLock(file, ownerPath);
                result.WriteOwner(purpose);
                return result;
            }
            if (waited >= patience) throw new HomeLockedException($"{path} is held by {ReadOwner(ownerPath)}; wait for it or end it");
            Thread.Sleep(PollInterval);
        }
    }

    /// <summary>Whether some process, this one included, holds the lock now.</summary>
    public static bool IsHeld(string directory, string name)
    {
        var path = Path.Combine(directory, name + ".lock");
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(path);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(ownerPath);
        }
        catch (IOException)
        {
            // Only a note for people; the lock itself is released below.
        }
        file.Dispose();
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return null;
        }
    }

    private void WriteOwner(string purpose)
    {
        try
        {
            var since = Instant.FromDateTime(DateTime.UtcNow.AddTicks(-(DateTime.UtcNow.Ticks % TimeSpan.TicksPerSecond)));
            File.WriteAllText(ownerPath, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({purpose}, since {since})"));
        }
        catch (IOException)
        {
            // A full disk must not stop the one who holds the lock.
        }
    }

    private static string ReadOwner(string ownerPath)
    {
        try
        {
            var text = File.ReadAllText(ownerPath).Trim();
            return text.Length > 0 ? text : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
