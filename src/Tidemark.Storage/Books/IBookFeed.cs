namespace Tidemark.Storage.Books;

/// <summary>Reads the messages of one file format.</summary>
internal interface IBookFeed
{
    /// <summary>The name of the format on the command line.</summary>
    string Format { get; }

    /// <summary>Lines that hold something else: other streams, answers to subscriptions.</summary>
    long SkippedLines { get; }

    /// <summary>Whether the file said, so far, that no market stands behind it.</summary>
    bool IsSynthetic => false;

    /// <summary>Reads the next message; false at the end.</summary>
    /// <exception cref="FormatException">The line cannot be read; the line number is in the message object.</exception>
    bool TryRead(FeedMessage message);
}
