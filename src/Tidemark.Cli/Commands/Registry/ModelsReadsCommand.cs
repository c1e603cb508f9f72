using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Training;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models reads</c>: every look at data that a training kept for the end.</summary>
internal static class ModelsReadsCommand
{
    public static Command Create() =>
        new Command("reads", "Every look at data kept for the end, by trainings with and without a name")
            .With(CommonOptions.Json)
            .Example("models reads")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var reads = ModelSource.TestReads(context).All();
        if (reads.Count == 0) context.Output.WriteLine("No training has read a test part in this home.");
        var table = new TextTable("read at", "data", "from", "to", ">samples", "model", ">trials", "tried");
        foreach (var read in reads)
            table.Add(read.ReadAt, read.Instrument.Length > 0 ? $"{read.Instrument} {read.Interval}" : read.Interval.Length > 0 ? $"a file of {read.Interval} bars" : $"table {read.DataHash[..Math.Min(12, read.DataHash.Length)]}",
                read.From, read.To, read.Samples.ToString("#,0", CultureInfo.InvariantCulture), read.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{read.Name}@{version}") : "-", read.Trials.ToString("#,0", CultureInfo.InvariantCulture), read.Tried);
        if (reads.Count > 0) table.WriteTo(context.Output, Math.Max(context.OutputWidth, 160));
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            TestPart.WriteReads(writer, "testReads", reads);
            writer.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }
}
