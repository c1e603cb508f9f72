using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Commands.Bench;

/// <summary><c>bench NAME</c>: measures, reports medians, and compares with the committed baseline.</summary>
internal static class BenchCommand
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The benchmark; without it they are listed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Runs = new("--runs") { Description = "Runs of which medians are taken", HelpName = "N", DefaultValueFactory = _ => 5 };

    private static readonly Option<string?> Baseline = new("--baseline") { Description = "Figures to compare with (default: bench/baseline.json)", HelpName = "FILE" };

    private static readonly Option<bool> SaveBaseline = new("--save-baseline") { Description = "Make these figures the baseline" };

    public static Command Create() =>
        new Command("bench", "Reproducible benchmarks: medians over several runs, beside the committed baseline")
            .With(Name, Runs, Baseline, SaveBaseline, CommonOptions.Json)
            .Example("bench startup --runs 3 --json startup.json")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        if (context.Get(Name) is not { } name) return List(context);
        var entry = BenchmarkList.Entries.FirstOrDefault(e => e.Name == name)
            ?? throw new BadInputException($"there is no benchmark '{name}'{NearestNames.Hint(name, BenchmarkList.Entries.Select(e => e.Name))}");
        var runs = context.Get(Runs);
        if (runs is < 1 or > 1000) throw new BadInputException("--runs must be from 1 to 1000");
        var path = context.Get(Baseline) ?? BenchBaseline.DefaultPath();
        if (context.Get(SaveBaseline) && path is null) throw new BadInputException("--save-baseline: there is no bench/baseline.json here; give --baseline FILE");
        var baseline = BenchBaseline.Load(path);
        var result = Measure(entry, runs, context);
        WriteTable(result, baseline.Find(name), context.Output);
        context.WriteJson(result.WriteJson);
        if (context.Get(SaveBaseline)) baseline.Replace(result, path!);
        return TidemarkCommandLine.Success;
    }

    private static int List(CommandContext context)
    {
        var table = new TextTable("benchmark", "what it measures");
        foreach (var entry in BenchmarkList.Entries) table.Add(entry.Name, entry.Description);
        table.WriteTo(context.Output);
        return TidemarkCommandLine.Success;
    }

    private static BenchResult Measure(BenchmarkEntry entry, int runs, CommandContext context)
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-bench-");
        try
        {
            var bench = new BenchContext(new HomeFolder(folder.FullName), context.Error, context.Cancellation);
            var benchmark = entry.Create();
            // What it keeps open lies in the folder that is deleted below.
            using var open = benchmark as IDisposable;
            benchmark.Prepare(bench);
            var measured = new List<IReadOnlyList<BenchMetric>>();
            using var progress = CommandContext.StartProgress($"measuring {entry.Name}", runs);
            for (var run = 0; run < runs; run++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                measured.Add(benchmark.Run(bench));
                progress.Report(run + 1);
            }
            return BenchResult.Of(entry.Name, BenchMachine.Current(), measured);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WriteTable(BenchResult result, BenchResult? baseline, TextWriter output)
    {
        output.WriteLine($"{result.Name}: medians of {result.Runs} runs on {result.Machine}");
        if (baseline is null) output.WriteLine("there is no baseline of this benchmark");
        else if (baseline.Machine != result.Machine) output.WriteLine($"the baseline was measured on {baseline.Machine}");
        output.WriteLine();
        var table = new TextTable("metric", ">value", "unit", "better", ">baseline", ">ratio");
        foreach (var metric in result.Metrics)
        {
            var before = baseline?.Metrics.FirstOrDefault(m => m.Name == metric.Name);
            table.Add(metric.Name, Number(metric.Value), metric.Unit, metric.Better == BetterDirection.Higher ? "higher" : "lower",
                before is null ? "" : Number(before.Value), before is null or { Value: 0 } ? "" : (metric.Value / before.Value).ToString("F2", CultureInfo.InvariantCulture));
        }
        table.WriteTo(output);
    }

    private static string Number(double value) =>
        Math.Abs(value) >= 1000 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);
}
