using System.Globalization;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Ten minutes against the simulated exchange with every fault, at the speed of life. A figure other than 0 violations is a bug.</summary>
internal sealed class FaultsBenchmark(Func<Duration, ulong, TimeProvider, DrillOptions> venue) : IBenchmark
{
    private static readonly Duration Length = Duration.FromMinutes(10);
    private ulong seed;

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        seed++;
        var report = FaultDrill.RunAsync(venue(Length, seed, TimeProvider.System), context.Cancellation).GetAwaiter().GetResult();
        context.Notes.WriteLine($"seed {seed}: {string.Join(", ", report.FaultsDone.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        context.Notes.WriteLine($"requests that failed: {string.Join(", ", report.Trader.Errors.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")))}");
        foreach (var violation in report.Violations) context.Notes.WriteLine($"WRONG {violation}");
        return report.Metrics;
    }
}
