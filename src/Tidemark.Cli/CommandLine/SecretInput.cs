using System.Text;

namespace Tidemark.Cli.CommandLine;

/// <summary>Asks for secrets: on a terminal without showing what is typed, else line by line from standard input. Never as arguments, which other users can see.</summary>
/// <param name="error">Where the questions go.</param>
/// <param name="cancellation">Ends the wait.</param>
internal sealed class SecretInput(TextWriter error, CancellationToken cancellation)
{
    private const int LongestLine = 8_192;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static bool IsTerminal => !Console.IsInputRedirected;

    /// <summary>A line, or a whole PEM text.</summary>
    /// <exception cref="BadInputException">Nothing came.</exception>
    public string Read(string question)
    {
        var first = ReadLine(question) ?? throw new BadInputException($"{question}: standard input has ended; give key, secret and, where there is one, passphrase line by line");
        if (!first.StartsWith("-----BEGIN", StringComparison.Ordinal) || first.Contains("-----END", StringComparison.Ordinal)) return first;
        var text = new StringBuilder(first).Append('\n');
        while (ReadLine("") is { } line)
        {
            text.Append(line).Append('\n');
            if (line.StartsWith("-----END", StringComparison.Ordinal)) break;
        }
        return text.ToString();
    }

    /// <summary>A line that may be left out.</summary>
    public string? ReadOptional(string question) => ReadLine(question) is { Length: > 0 } line ? line : null;

    private string? ReadLine(string question)
    {
        if (!IsTerminal) return Console.In.ReadLine()?.Trim();
        if (question.Length > 0) error.Write($"{question}: ");
        var line = new StringBuilder();
        while (true)
        {
            while (!Console.KeyAvailable)
            {
                cancellation.ThrowIfCancellationRequested();
                Thread.Sleep(Pause);
            }
            var pressed = Console.ReadKey(intercept: true);
            if (pressed.Key == ConsoleKey.Enter) break;
            if (pressed.Key == ConsoleKey.Backspace) line.Length = Math.Max(line.Length - 1, 0);
            else if (pressed.KeyChar >= ' ' && line.Length < LongestLine) line.Append(pressed.KeyChar);
        }
        error.WriteLine();
        return line.ToString().Trim();
    }
}
