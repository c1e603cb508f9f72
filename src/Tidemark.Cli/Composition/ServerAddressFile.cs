using Tidemark.Storage.Files;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Composition;

/// <summary>Tells other commands where the server of a home listens, as long as it runs.</summary>
internal sealed class ServerAddressFile : IDisposable
{
    private readonly string path;

    private ServerAddressFile(string path) => this.path = path;

    public static ServerAddressFile Write(HomeFolder home, Uri address)
    {
        var path = PathOf(home);
        Directory.CreateDirectory(home.RunFolder);
        new AtomicFile().Replace(path, home.RunFolder, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes($"{address}\n")));
        return new ServerAddressFile(path);
    }

    /// <returns>Null when no server runs, as far as the file tells.</returns>
    public static Uri? Find(HomeFolder home) =>
        File.Exists(PathOf(home)) && Uri.TryCreate(File.ReadAllText(PathOf(home)).Trim(), UriKind.Absolute, out var address) ? address : null;

    public void Dispose() => File.Delete(path);

    private static string PathOf(HomeFolder home) => Path.Combine(home.RunFolder, "server");
}
