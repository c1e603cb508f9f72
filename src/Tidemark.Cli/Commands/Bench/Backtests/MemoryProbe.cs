using System.Diagnostics;
using System.Globalization;

namespace Tidemark.Cli.Commands.Bench.Backtests;

/// <summary>The most memory that <c>backtest</c> has resident as a process of its own, over 2.1 million bars of the catalog.</summary>
internal static class MemoryProbe
{
    /// <summary>How many bars the series must hold.</summary>
    public const int Bars = 2_100_000;

    /// <returns>Bytes; 0 where the system does not tell.</returns>
    public static double PeakOf(BenchContext context, InstrumentId instrument) =>
        PeakOf(context, "--strategy", "ma-cross", "--instrument", instrument.ToString(), "--interval", "1m", "--cash", "1000000", "--quantity", "0.01");

    /// <summary>The same of any backtest.</summary>
    /// <param name="context">The home with the data.</param>
    /// <param name="options">The options of <c>backtest</c>.</param>
    public static double PeakOf(BenchContext context, params string[] options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(MemoryProbe).Assembly.Location, "backtest", "--home", context.Home.Path, .. options]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        // The high-water mark only grows: the last look before the end is the peak, but for the last milliseconds.
        while (!process.WaitForExit(2)) peak = Math.Max(peak, HighWaterMark(process.Id));
        output.Wait(context.Cancellation);
        if (process.ExitCode != 0) throw new InvalidOperationException($"backtest ended with {process.ExitCode}");
        return peak;
    }

    private static long HighWaterMark(int process)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return 1024 * long.Parse(line.AsSpan(6).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between two looks.
        }
        return 0;
    }
}
