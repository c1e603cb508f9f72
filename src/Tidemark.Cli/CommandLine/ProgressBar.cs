using System.Diagnostics;

namespace Tidemark.Cli.CommandLine;

/// <summary>
/// One line on standard error that says how far long work has come. It appears after half a second, redraws ten times a second
/// at most, is erased at the end, and does nothing when standard error is not a terminal. Safe to report from several threads.
/// </summary>
internal sealed class ProgressBar : IProgress<long>, IDisposable
{
    private const int Width = 30;
    private const int FirstDrawMilliseconds = 500;
    private const int RedrawMilliseconds = 100;
    private static readonly bool IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private readonly string label;
    private readonly long total;
    private readonly long started = Stopwatch.GetTimestamp();
    private long nextDraw = FirstDrawMilliseconds;
    private int drawnLength;

    public ProgressBar(string label, long total)
    {
        this.label = label;
        this.total = total;
    }

    /// <param name="value">Units done since the start, not since the last report.</param>
    public void Report(long value)
    {
        if (!IsTerminal) return;
        var elapsed = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var due = Volatile.Read(ref nextDraw);
        if (elapsed < due || Interlocked.CompareExchange(ref nextDraw, elapsed + RedrawMilliseconds, due) != due) return;
        Draw(Text(label, value, total, elapsed));
    }

    public void Dispose()
    {
        if (drawnLength == 0) return;
        Write($"\r{new string(' ', drawnLength)}\r");
        drawnLength = 0;
    }

    /// <summary>The line for a state of the work: a bar and time left when the total is known, else a count.</summary>
    internal static string Text(string label, long done, long total, long elapsedMilliseconds)
    {
        if (total <= 0) return $"{label} {done:N0}  {elapsedMilliseconds / 1000} s";
        var fraction = Math.Clamp((double)done / total, 0, 1);
        var filled = (int)(fraction * Width);
        var left = fraction > 0.01 ? $"  {elapsedMilliseconds / 1000.0 * (1 - fraction) / fraction:F0} s left" : "";
        return $"{label} [{new string('#', filled)}{new string('.', Width - filled)}] {fraction * 100,3:F0} %{left}";
    }

    private void Draw(string text)
    {
        Write($"\r{text.PadRight(drawnLength)}");
        drawnLength = text.Length;
    }

    private static void Write(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (IOException)
        {
            // The terminal is gone; the work goes on without.
        }
    }
}
