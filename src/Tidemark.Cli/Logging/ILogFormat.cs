namespace Tidemark.Cli.Logging;

/// <summary>How an entry is written.</summary>
internal interface ILogFormat
{
    /// <summary>The end of the names of the files.</summary>
    string FileExtension { get; }

    /// <summary>The entry without a final line break.</summary>
    string Format(LogEntry entry);
}
