using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The options of <c>predict</c>.</summary>
internal static class PredictOptions
{
    public static readonly Option<string> Model = new("--model") { Description = "A saved model (.safetensors) or a registered one: NAME for its champion, NAME@VERSION, NAME@last", HelpName = "MODEL", Required = true };
    public static readonly Option<string?> Table = new("--table") { Description = "For a model of a table: CSV with the model's features by name, in any order, rows in the order of time", HelpName = "FILE" };
    public static readonly Option<string?> Before = new("--before") { Description = "CSV of the rows right before the table, for a model that reads several rows; without it the first rows have no prediction", HelpName = "FILE" };
    public static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "For a model of a market: whose bars of the catalog it is asked about (default: those that it learnt from)");
    public static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars; it must be that of the model");
    public static readonly Option<string?> Bars = new("--bars") { Description = "For a model of a market: a file of bars in any layout that data import knows, in place of --instrument", HelpName = "FILE" };
    public static readonly Option<Instant?> From = ParsedOption.Time("--from", "First open time of a bar to predict; bars before it warm features up");
    public static readonly Option<Instant?> To = ParsedOption.Time("--to", "Nothing that closes later is read (default: up to the last bar there is)");
    public static readonly Option<string?> Features = new("--features") { Description = "The file of features that the model was trained with; needed only where they read observations or indicators of their own", HelpName = "FILE" };
    public static readonly Option<string?> Out = new("--out") { Description = "Where to write: column p, or p_0, p_1, ... for several classes; of a market after time and known_at, before low and high; - is standard output", HelpName = "FILE" };

    /// <summary>What is meant for tables alone, and for markets alone.</summary>
    public static readonly Option[] OfTables = [Before], OfMarkets = [Instrument, BarInterval, Bars, From, To, Features];
}
