namespace Tidemark.Venues.Credentials;

/// <summary>A place that keeps credentials.</summary>
public interface ICredentialStore
{
    /// <summary>The file it is in.</summary>
    string Path { get; }

    /// <summary>Whether there is anything in it.</summary>
    bool Exists { get; }

    /// <summary>All of them, ordered by what they are for.</summary>
    /// <exception cref="BadInputException">They cannot be read; the message says why and what to do.</exception>
    IReadOnlyList<VenueCredential> Read();

    /// <summary>Puts these in place of all that are there.</summary>
    void Write(IReadOnlyList<VenueCredential> credentials);
}
