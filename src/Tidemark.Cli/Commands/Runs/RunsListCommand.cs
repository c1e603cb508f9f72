using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Runs;

namespace Tidemark.Cli.Commands.Runs;

/// <summary><c>runs list</c>: the kept runs, the newest first.</summary>
internal static class RunsListCommand
{
    private const int DefaultLimit = 20;

    private static readonly Option<string?> Strategy = new("--strategy") { Description = "Only runs of this strategy", HelpName = "NAME" };
    private static readonly Option<string?> Instrument = new("--instrument") { Description = "Only runs on this instrument", HelpName = "INSTRUMENT" };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many runs; 0 for all", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };

    public static Command Create() =>
        new Command("list", "Kept runs, the newest first")
            .With(Strategy, Instrument, Limit, CommonOptions.Json)
            .Example("runs list --strategy ma-cross --limit 5")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        if (context.Get(Limit) < 0) throw new BadInputException("--limit must not be negative");
        var all = new RunIndex(context.Home).List(out var damaged);
        foreach (var problem in damaged) context.Error.WriteLine($"warning: {problem}");
        var wanted = all.Where(run => IsWanted(context, run)).ToArray();
        var shown = context.Get(Limit) > 0 ? wanted[..Math.Min(wanted.Length, context.Get(Limit))] : wanted;
        WriteTable(context.Output, shown);
        if (all.Count == 0) context.Output.WriteLine("no kept runs yet: ./tidemark backtest keeps each one");
        else if (shown.Length < all.Count) context.Output.WriteLine($"{shown.Length} of {all.Count} kept runs");
        context.WriteJson(writer => WriteJson(writer, shown));
        return TidemarkCommandLine.Success;
    }

    private static bool IsWanted(CommandContext context, KeptRun run) =>
        (context.Get(Strategy) is not { } strategy || run.Strategy.Equals(strategy, StringComparison.OrdinalIgnoreCase))
        && (context.Get(Instrument) is not { } instrument || run.Instruments.Split(", ").Contains(instrument, StringComparer.OrdinalIgnoreCase));

    private static void WriteTable(TextWriter output, IReadOnlyList<KeptRun> runs)
    {
        if (runs.Count == 0) return;
        var table = new TextTable("id", "strategy", "instruments", "interval", "from", "to", ">trades", ">return", ">Sharpe", ">drawdown", "run hash");
        foreach (var run in runs)
            table.Add(run.Id, run.Strategy, run.Instruments, run.Interval, run.From[..10], run.To[..10], run.RoundTrips.ToString("N0", CultureInfo.InvariantCulture),
                Percent(run.TotalReturn), run.SharpeRatio?.ToString("F2", CultureInfo.InvariantCulture) ?? "-", Percent(run.MaximumDrawdown), run.RunHash[..8]);
        table.WriteTo(output);
    }

    private static string Percent(double? fraction) => fraction is { } value ? (value * 100).ToString("+#,0.00 '%';-#,0.00 '%';0.00 '%'", CultureInfo.InvariantCulture) : "-";

    private static void WriteJson(Utf8JsonWriter writer, IEnumerable<KeptRun> runs)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("runs");
        foreach (var run in runs)
        {
            writer.WriteStartObject();
            writer.WriteString("id", run.Id);
            writer.WriteString("keptAt", run.KeptAt);
            writer.WriteString("strategy", run.Strategy);
            writer.WriteString("instruments", run.Instruments);
            writer.WriteString("interval", run.Interval);
            writer.WriteString("from", run.From);
            writer.WriteString("to", run.To);
            writer.WriteNumber("bars", run.Bars);
            Number(writer, "totalReturn", run.TotalReturn);
            Number(writer, "sharpeRatio", run.SharpeRatio);
            Number(writer, "maxDrawdown", run.MaximumDrawdown);
            writer.WriteNumber("roundTrips", run.RoundTrips);
            writer.WriteString("runHash", run.RunHash);
            writer.WriteString("dataHash", run.DataHash);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
