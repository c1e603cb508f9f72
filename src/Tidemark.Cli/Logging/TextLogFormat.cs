using System.Globalization;
using System.Text;

namespace Tidemark.Cli.Logging;

/// <summary>
/// A line for people: <c>2026-11-21T05:40:12.123Z WARN  Server: the port is in use</c>. Further lines of an entry begin with blanks,
/// so what a message holds can never look like an entry of its own.
/// </summary>
internal sealed class TextLogFormat : ILogFormat
{
    private const string Continuation = "\n    ";

    public string FileExtension => "log";

    public string Format(LogEntry entry)
    {
        var line = new StringBuilder()
            .Append(entry.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ')
            .Append(LogLevels.Short(entry.Level).PadRight(5)).Append(' ')
            .Append(entry.Source).Append(": ");
        AppendLines(line, entry.Message);
        if (entry.Exception is not null)
        {
            line.Append(Continuation);
            AppendLines(line, entry.Exception);
        }
        return line.ToString();
    }

    private static void AppendLines(StringBuilder line, string text)
    {
        foreach (var letter in text.AsSpan().TrimEnd())
        {
            if (letter == '\n') line.Append(Continuation);
            else if (letter == '\t') line.Append(' ');
            else if (!char.IsControl(letter)) line.Append(letter);
        }
    }
}
