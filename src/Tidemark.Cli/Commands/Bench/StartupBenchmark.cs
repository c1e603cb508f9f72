using System.Diagnostics;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>The floor below every command: starting the process, reading the command line, ending.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Starts = 5;

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var milliseconds = Enumerable.Range(0, Starts).Select(_ => BenchContext.Seconds(StartOnce) * 1000).Order().ElementAt(Starts / 2);
        return [new BenchMetric("startupMilliseconds", milliseconds, "ms", BetterDirection.Lower)];
    }

    private static void StartOnce()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(StartupBenchmark).Assembly.Location, "--version" },
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"--version ended with {process.ExitCode}");
    }
}
