namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// A measurement that anyone can repeat with <c>./tidemark bench NAME</c>. It goes through the path that users take. One call
/// of <see cref="Run"/> is one run; the harness repeats it and reports medians.
/// </summary>
internal interface IBenchmark
{
    /// <summary>Work that is done once and not measured, such as making the data.</summary>
    void Prepare(BenchContext context) { }

    /// <summary>Measures once. Names and their order are the same in each run.</summary>
    IReadOnlyList<BenchMetric> Run(BenchContext context);
}
