using System.Text;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Locking;

namespace Tidemark.Server.Access;

/// <summary>The token of a home: from the environment, else from a file that only its owner can read, made when it is first needed.</summary>
public static class TokenStore
{
    public const string EnvironmentVariable = "TIDEMARK_TOKEN";

    private static readonly TimeSpan MakerPatience = TimeSpan.FromSeconds(10);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where the token of a home is kept.</summary>
    public static string FileOf(HomeFolder home) => Path.Combine(home.Path, "token");

    /// <summary>The token to use; a new one is stored when there is none.</summary>
    /// <exception cref="BadInputException">The environment's or the stored token cannot be one; the message names which.</exception>
    public static StoredToken LoadOrCreate(HomeFolder home)
    {
        var fromEnvironment = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrWhiteSpace(fromEnvironment)) return new StoredToken(AccessToken.Parse(fromEnvironment, EnvironmentVariable), TokenOrigin.Environment);
        if (TryRead(home) is { } stored) return stored;
        // One of several processes that start at once makes it. Moving without overwriting would not do: it looks, then moves.
        using var maker = ProcessLock.Acquire(home.RunFolder, "token", "making the token", MakerPatience);
        return TryRead(home) ?? Write(home, AccessToken.Create());
    }

    /// <summary>Stores a new token in place of the old one. A server that runs keeps the old one until it is started again.</summary>
    public static StoredToken Replace(HomeFolder home) => Write(home, AccessToken.Create());

    private static StoredToken? TryRead(HomeFolder home)
    {
        var path = FileOf(home);
        if (!File.Exists(path)) return null;
        var text = File.ReadAllText(path);
        KeepFromOthers(path);
        try
        {
            return new StoredToken(AccessToken.Parse(text, path), TokenOrigin.Home);
        }
        catch (BadInputException e)
        {
            throw new BadInputException($"{e.Message}; './tidemark token --new' makes a new one", e);
        }
    }

    /// <summary>Appears whole or not at all, readable by its owner from the first byte.</summary>
    private static StoredToken Write(HomeFolder home, AccessToken token)
    {
        var path = FileOf(home);
        Directory.CreateDirectory(home.Path);
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(Encoding.ASCII.GetBytes(token.Secret + "\n"));
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
            return new StoredToken(token, TokenOrigin.New);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void KeepFromOthers(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0) File.SetUnixFileMode(path, OwnerOnly);
    }
}
