using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Engine.Journaling;
using Tidemark.Node.Recovery;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Journal;

/// <summary><c>journal replay</c>: the proof that what was decided follows from what came in.</summary>
internal static class JournalReplayCommand
{
    private static readonly Argument<string?> Session = JournalChoice.Argument();

    public static Command Create() =>
        new Command("replay", "Feed the inputs of a session or backtest to a fresh engine and venue, and compare every record that they make")
            .With(Session, CommonOptions.Json)
            .Example("journal replay paper-1f3a")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        StrategyPrograms.Enable();
        var folder = JournalChoice.Resolve(context, Session);
        JournalReplay replay;
        using (var progress = CommandContext.StartProgress("replaying", 0))
        {
            replay = JournalReplay.Run(folder, (spec, range) => BarsOf(context, spec, range), number =>
            {
                context.Cancellation.ThrowIfCancellationRequested();
                progress.Report(number);
            });
        }
        var output = context.Output;
        output.WriteLine($"journal   {folder.Path}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replayed  {replay.Inputs:N0} inputs"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compared  {replay.Verified:N0} records"));
        if (replay.MissingAtEnd > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"missing   {replay.MissingAtEnd:N0} records after the last one on disk: the session was cut off or is writing them; its next start adds them"));
        output.WriteLine();
        output.WriteLine(replay.Difference is { } difference ? $"DIFFERENT: {difference}" : "identical: the same inputs gave the same records");
        if (replay.Difference is not null && replay.Build != ProgramBuild.Text)
            context.Error.WriteLine($"note: the session was begun by build {replay.Build}, this is {ProgramBuild.Text}; only the same build must give the same records");
        if (!replay.Ending.CanContinue) context.Error.WriteLine($"error: {replay.Ending}");
        context.WriteJson(writer => WriteJson(writer, folder.Path, replay));
        return replay is { IsIdentical: true, Ending.CanContinue: true } ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static BarColumns BarsOf(CommandContext context, BarSpec spec, MarketRangeRecord range) =>
        MarketCatalog.Open(context.Home.Path).Resolve(spec).Bars.Between(range.From, range.To);

    private static void WriteJson(Utf8JsonWriter writer, string path, JournalReplay replay)
    {
        writer.WriteStartObject();
        writer.WriteString("journal", path);
        writer.WriteBoolean("isIdentical", replay.IsIdentical);
        writer.WriteNumber("inputs", replay.Inputs);
        writer.WriteNumber("verifiedRecords", replay.Verified);
        writer.WriteNumber("missingAtEnd", replay.MissingAtEnd);
        writer.WriteString("difference", replay.Difference);
        writer.WriteString("ending", JsonNamingPolicy.CamelCase.ConvertName(replay.Ending.Kind.ToString()));
        writer.WriteString("sessionBuild", replay.Build);
        writer.WriteString("build", ProgramBuild.Text);
        writer.WriteEndObject();
    }
}
