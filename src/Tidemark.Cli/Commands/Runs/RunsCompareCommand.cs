using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Runs;

namespace Tidemark.Cli.Commands.Runs;

/// <summary><c>runs compare</c>: two kept runs side by side.</summary>
internal static class RunsCompareCommand
{
    private static readonly Argument<string> First = new("first") { Description = "Id of a run, the beginning of one, or 'last'" };
    private static readonly Argument<string> Second = new("second") { Description = "Id of the other run" };

    public static Command Create() =>
        new Command("compare", "Two kept runs side by side: settings that differ, statistics, and whether fills and equity are the same")
            .With(First, Second, CommonOptions.Json)
            .Example("runs compare 240131-093012-7kq last")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var store = new RunStore(context.Home);
        var (firstId, secondId) = (store.Resolve(context.Get(First)!), store.Resolve(context.Get(Second)!));
        using var first = store.Load(firstId);
        using var second = store.Load(secondId);
        var comparison = RunComparison.Of(first.RootElement, second.RootElement);
        context.Output.WriteLine($"A  {firstId}  {RunComparison.Title(first.RootElement)}");
        context.Output.WriteLine($"B  {secondId}  {RunComparison.Title(second.RootElement)}");
        context.Output.WriteLine();
        WriteSettings(context.Output, comparison);
        WriteStatistics(context.Output, comparison);
        context.Output.WriteLine(comparison.HasSameRunHash ? "Fills and equity are the same to the last bit (same run hash)." : "Fills or equity differ (another run hash).");
        context.WriteJson(writer => comparison.WriteJson(writer, firstId, secondId));
        return TidemarkCommandLine.Success;
    }

    private static void WriteSettings(TextWriter output, RunComparison comparison)
    {
        if (comparison.Settings.Count == 0)
        {
            output.WriteLine("The settings and the data are the same.");
            output.WriteLine();
            return;
        }
        var table = new TextTable("setting that differs", "A", "B");
        foreach (var setting in comparison.Settings) table.Add(setting.Name, setting.First, setting.Second);
        table.WriteTo(output);
        output.WriteLine();
    }

    private static void WriteStatistics(TextWriter output, RunComparison comparison)
    {
        var table = new TextTable("statistic", ">A", ">B", ">B - A");
        foreach (var row in comparison.Statistics) table.Add(row.Statistic.Label, row.Show(row.First), row.Show(row.Second), row.ShowDifference());
        table.WriteTo(output);
        output.WriteLine();
    }
}
