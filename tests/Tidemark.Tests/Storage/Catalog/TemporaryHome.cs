using System.Security.Cryptography;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>A home folder that is gone after the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public TemporaryHome() => Folder = Directory.CreateTempSubdirectory("tidemark-test-").FullName;

    public string Folder { get; }

    public string CatalogFolder => System.IO.Path.Combine(Folder, "catalog");

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Every file and folder of the catalog with its content, as text to compare.</summary>
    public string CatalogFingerprint()
    {
        if (!Directory.Exists(CatalogFolder)) return "none";
        var lines = Directory.EnumerateFileSystemEntries(CatalogFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}" : path);
        return string.Join('\n', lines);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
