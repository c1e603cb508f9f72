namespace Tidemark.Cli.Commands.Bench;

/// <summary>Every benchmark of the program. A new one is one line here and one class that implements <see cref="IBenchmark"/>.</summary>
internal static class BenchmarkList
{
    public static readonly BenchmarkEntry[] Entries =
    [
        new("startup", "A whole process that does nothing but print its version", () => new StartupBenchmark()),
        new("journal", "Records to the disk with group commit, one record waited for, and a whole journal checked", () => new JournalBenchmark()),
    ];
}
