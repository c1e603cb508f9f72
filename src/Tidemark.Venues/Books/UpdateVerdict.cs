namespace Tidemark.Venues.Books;

/// <summary>What an update is to a book.</summary>
public enum UpdateVerdict : byte
{
    /// <summary>It follows.</summary>
    Next,

    /// <summary>It is in the book already.</summary>
    Old,

    /// <summary>Something before it is missing.</summary>
    Gap,
}
