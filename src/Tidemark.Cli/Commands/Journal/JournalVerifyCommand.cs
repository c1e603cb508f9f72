using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Journal;
using Tidemark.Storage.Journal.Records;

namespace Tidemark.Cli.Commands.Journal;

/// <summary><c>journal verify</c>: every checksum, number and hash, and that nothing is missing at the end.</summary>
internal static class JournalVerifyCommand
{
    private const int RecordsPerReport = 4_096;
    private static readonly Argument<string?> Session = JournalChoice.Argument();

    public static Command Create() =>
        new Command("verify", "Check every record of a session's journal, and that none is missing")
            .With(Session, CommonOptions.Json)
            .Example("journal verify 20240301-120000-1f3a")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var folder = JournalChoice.Resolve(context, Session);
        JournalReport report;
        using (var progress = CommandContext.StartProgress("checking", 0))
        {
            report = JournalReport.Of(folder, number =>
            {
                if (number % RecordsPerReport != 0) return;
                context.Cancellation.ThrowIfCancellationRequested();
                progress.Report(number);
            });
        }
        Print(context, report);
        context.WriteJson(writer => WriteJson(writer, report));
        return report.IsSound ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static void Print(CommandContext context, JournalReport report)
    {
        var output = context.Output;
        output.WriteLine($"journal   {report.Folder.Path}");
        output.WriteLine($"id        {Hex(report.Id)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"records   {report.Records:N0} ({report.Inputs:N0} inputs, {report.Records - report.Inputs:N0} derived) in {report.Segments} {(report.Segments == 1 ? "segment" : "segments")}, {report.Bytes:N0} bytes"));
        if (report.Records > 0) output.WriteLine($"covers    {report.FirstReceivedAt} to {report.LastReceivedAt}");
        output.WriteLine($"hash      {report.Hash}");
        output.WriteLine();
        var table = new TextTable("record", ">count");
        foreach (var (kind, count) in report.RecordsByKind) table.Add(RecordKindName.Of(kind), count.ToString("N0", CultureInfo.InvariantCulture));
        if (table.Count > 0) table.WriteTo(output);
        output.WriteLine();
        output.WriteLine(Verdict(report));
        foreach (var defect in report.Unreadable) context.Error.WriteLine($"error: {defect}");
        if (!report.HasAnchor) context.Error.WriteLine($"note: {report.Folder.AnchorFile} is missing, so records missing at the end could not be noticed");
    }

    private static string Verdict(JournalReport report) => report.Ending.Kind switch
    {
        _ when report.Unreadable.Count > 0 => $"DAMAGED: {report.Unreadable.Count} records have a content that this build cannot read",
        JournalEndingKind.Complete when report.IsBeingWritten => "sound so far: a session is writing it",
        JournalEndingKind.Complete => "sound: every record is there and unchanged",
        JournalEndingKind.TornTail when report.IsBeingWritten => "sound so far: a session is writing its last record",
        JournalEndingKind.TornTail => $"CUT: {report.Ending}; the next start of the session keeps the whole records and puts the rest aside",
        JournalEndingKind.Lost => $"LOST: {report.Ending}",
        _ => $"DAMAGED: {report.Ending}",
    };

    private static void WriteJson(Utf8JsonWriter writer, JournalReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("journal", report.Folder.Path);
        writer.WriteString("id", Hex(report.Id));
        writer.WriteBoolean("isSound", report.IsSound);
        writer.WriteString("ending", JsonNamingPolicy.CamelCase.ConvertName(report.Ending.Kind.ToString()));
        writer.WriteString("endingFile", report.Ending.File);
        writer.WriteNumber("endingOffsetBytes", report.Ending.Offset);
        writer.WriteNumber("endingSequence", report.Ending.Sequence);
        writer.WriteString("endingReason", report.Ending.Reason);
        writer.WriteBoolean("hasAnchor", report.HasAnchor);
        writer.WriteBoolean("isBeingWritten", report.IsBeingWritten);
        writer.WriteNumber("segments", report.Segments);
        writer.WriteNumber("bytes", report.Bytes);
        writer.WriteNumber("records", report.Records);
        writer.WriteNumber("inputs", report.Inputs);
        writer.WriteStartObject("recordsByKind");
        foreach (var (kind, count) in report.RecordsByKind) writer.WriteNumber(RecordKindName.Of(kind), count);
        writer.WriteEndObject();
        writer.WriteString("hash", report.Hash);
        writer.WriteStartArray("unreadable");
        foreach (var defect in report.Unreadable) writer.WriteStringValue(defect);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Hex(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);
}
