namespace Tidemark.Venues.Credentials;

/// <summary>Credentials in a file as they are, closed to everyone but its owner.</summary>
/// <param name="path">The file.</param>
public sealed class PlainCredentialFile(string path) : ICredentialStore
{
    public string Path => path;

    public bool Exists => File.Exists(path);

    public IReadOnlyList<VenueCredential> Read() => Exists ? CredentialText.Read(OwnerOnlyFile.Read(path), path) : [];

    public void Write(IReadOnlyList<VenueCredential> credentials) => OwnerOnlyFile.Write(path, CredentialText.Write(credentials));
}
