namespace Tidemark.Storage.Database;

/// <summary>The database was written by a newer program, or by another one: it is left as it is.</summary>
public sealed class DatabaseVersionException : Exception
{
    public DatabaseVersionException(string message) : base(message) { }
}
