namespace Tidemark.Storage.Journal;

/// <summary>A journal cannot be used: it is damaged, incomplete or of a newer format. The message is one line that names file and place.</summary>
public sealed class JournalException : IOException
{
    public JournalException(string message) : base(message) { }

    public JournalException(string message, Exception inner) : base(message, inner) { }
}
