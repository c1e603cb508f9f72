using System.CommandLine;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;
using Tidemark.Storage.Journal.Records;

namespace Tidemark.Cli.Commands.Journal;

/// <summary><c>journal show</c>: the records of a session, one line each.</summary>
internal static class JournalShowCommand
{
    private const int DefaultLimit = 100;
    private static readonly Argument<string?> Session = JournalChoice.Argument();
    private static readonly Option<long> From = new("--from") { Description = "Number of the first record", HelpName = "SEQ", DefaultValueFactory = _ => 1 };
    private static readonly Option<RecordKind?> Kind = ParsedOption.Value("--kind", "KIND", "Only records of this kind, such as bar, order-decided, fill-booked", RecordKindName.Parse);
    private static readonly Option<int> Limit = new("--limit") { Description = $"At most so many records (default: {DefaultLimit}; 0 for all)", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
    private static readonly Option<int?> Last = new("--last") { Description = "Only the last so many of the records that fit", HelpName = "N" };

    public static Command Create() =>
        new Command("show", "Print the records of a session: what came in, what was decided, what was booked")
            .With(Session, From, Kind, Limit, Last, CommonOptions.Json)
            .Example("journal show --kind fill-booked --last 10")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        if (context.Get(Limit) < 0) throw new BadInputException("--limit must not be negative");
        if (context.Get(Last) is < 1) throw new BadInputException("--last must be at least 1");
        using var reader = new JournalReader(JournalChoice.Resolve(context, Session));
        var shown = new Queue<RecordLine>();
        var toPrint = context.Get(Last) is null && !context.WantsJson;
        if (toPrint) context.Output.WriteLine(RecordLine.Heading);
        var isCut = false;
        foreach (var line in Fitting(context, reader))
        {
            if (context.Get(Last) is null && context.Get(Limit) > 0 && shown.Count == context.Get(Limit))
            {
                isCut = true;
                break;
            }
            shown.Enqueue(line);
            if (toPrint) context.Output.WriteLine(line);
            if (shown.Count > context.Get(Last)) shown.Dequeue();
        }
        if (!toPrint) Print(context, reader.Folder, shown);
        if (isCut) context.Error.WriteLine($"there are more: --from {shown.Last().Sequence + 1} goes on, --limit 0 shows all");
        return Finish(context, reader);
    }

    private static IEnumerable<RecordLine> Fitting(CommandContext context, JournalReader reader)
    {
        var fields = new RecordFields();
        var (from, kind) = (context.Get(From), context.Get(Kind));
        while (reader.Read())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            // The first record names the instruments, shown or not.
            var isFitting = reader.Sequence.Value >= from && (kind is null || reader.Header.Kind == kind);
            if (isFitting || reader.Sequence.Value == 1)
            {
                var line = RecordLine.Of(reader, fields);
                if (isFitting) yield return line;
            }
        }
    }

    private static void Print(CommandContext context, JournalFolder folder, IEnumerable<RecordLine> lines)
    {
        context.WriteJson(writer => WriteJson(writer, folder, lines));
        context.Output.WriteLine(RecordLine.Heading);
        foreach (var line in lines) context.Output.WriteLine(line);
    }

    private static void WriteJson(Utf8JsonWriter writer, JournalFolder folder, IEnumerable<RecordLine> lines)
    {
        writer.WriteStartObject();
        writer.WriteString("session", folder.Name);
        writer.WriteStartArray("records");
        foreach (var line in lines) line.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Damage is the work's failure; a tail cut by a crash is only worth a note, the next start repairs it.</summary>
    private static int Finish(CommandContext context, JournalReader reader)
    {
        if (reader.Ending is null or { Kind: JournalEndingKind.Complete }) return TidemarkCommandLine.Success;
        context.Error.WriteLine($"{(reader.Ending.CanContinue ? "note" : "error")}: {reader.Ending}");
        return reader.Ending.CanContinue ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }
}
