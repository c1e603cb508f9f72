using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Indicators;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Export;
using Tidemark.Storage.Import;

namespace Tidemark.Cli.Commands.Indicators;

/// <summary><c>indicators compute</c>: an indicator over a file or a stored series.</summary>
internal static class IndicatorsComputeCommand
{
    private const int RowsShown = 10;

    private static readonly Argument<string> IndicatorName = new("NAME") { Description = "The indicator: its name, TA-Lib's name or another alias, in any case" };
    private static readonly Option<string?> Bars = new("--bars") { Description = "A file of bars in any layout that data import knows", HelpName = "FILE" };
    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument();
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Interval of the bars; a stored series is resampled when it is not stored so");
    private static readonly Option<string[]> Parameters = new("--param") { Description = "A parameter, NAME=VALUE; may be repeated", HelpName = "NAME=VALUE" };
    private static readonly Option<string[]> Inputs = new("--input")
    {
        Description = "The series it reads: open, high, low, close or volume; twice for an indicator of two series",
        HelpName = "FIELD",
    };

    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "First time, inclusive; bars before it still warm the indicator up");
    private static readonly Option<Instant?> To = ParsedOption.Time("--to", "Last time, exclusive");
    private static readonly Option<string?> Csv = new("--csv") { Description = "Write a time column (Unix milliseconds of the bar's open) and one column per output; - is standard output", HelpName = "FILE" };

    public static Command Create() =>
        new Command("compute", "The values of an indicator over a file of bars or a stored series")
            .With(IndicatorName, Bars, Instrument, BarInterval, Parameters, Inputs, From, To, Csv, CommonOptions.Json)
            .Example("indicators compute rsi --bars btc-1h.csv --param timePeriod=14 --csv rsi.csv")
            .Example("indicators compute BBANDS --instrument BTC/USD@bitfinex --interval 1h --param timePeriod=20 --param nbDevUp=2 --csv -")
            .Example("indicators compute correl --bars btc-1h.csv --input close --input volume")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var descriptor = IndicatorCatalog.Standard.Find(context.Get(IndicatorName)!);
        var values = descriptor.ParseParameters(NamedValues.Of(context.Get(Parameters), "--param", "timePeriod=20"));
        var fields = (context.Get(Inputs) ?? []).Select(FieldOf).ToList();
        var csv = context.Get(Csv);
        if (csv is not null) OutputFile.Check(Csv.Name, csv);
        if (csv == "-" && context.WantsJson && ReferenceEquals(context.Output, TextWriter.Null)) throw new BadInputException("--csv - and --json -: standard output has room for one of them");
        var indicator = descriptor.Create(values, fields);
        var (columns, source) = Compute(context, descriptor, indicator);
        if (csv is not null) OutputFile.Write(Csv.Name, csv, columns.WriteCsv);
        if (csv != "-") WriteText(context, descriptor, values, columns, source, csv);
        context.WriteJson(json => WriteJson(json, descriptor, values, columns, source));
        return TidemarkCommandLine.Success;
    }

    private static (ComputedColumns Columns, string Source) Compute(CommandContext context, IndicatorDescriptor descriptor, Indicator indicator)
    {
        var (from, to) = (context.Get(From) ?? Instant.MinValue, context.Get(To) ?? Instant.MaxValue);
        if (to <= from) throw new BadInputException("--to must be after --from");
        var outputs = descriptor.Outputs.Length;
        ReadOnlyMemory<long> times;
        double[] all;
        string source;
        if (indicator is QuoteIndicator) throw new BadInputException($"{descriptor.Name} reads quotes, which the catalog does not keep: only a strategy or a program can feed it");
        if (indicator is TradeIndicator ofTrades)
        {
            if (context.Get(Bars) is not null) throw new BadInputException($"{descriptor.Name} reads trades, not bars: import them and give --instrument");
            var name = context.Get(Instrument) ?? throw new BadInputException($"{descriptor.Name} reads trades: name those of the catalog with --instrument");
            var trades = MarketCatalog.Open(context.Home.Path).OpenTrades(name).Between(Instant.MinValue, to);
            all = new double[Size(outputs, trades.Count)];
            ofTrades.Compute([.. Enumerable.Range(0, trades.Count).Select(i => trades[i])], new OutputColumns(all, outputs, trades.Count));
            (times, source) = (trades.Times, $"{trades.Count:N0} trades of {name}");
        }
        else
        {
            (var bars, source) = ReadBars(context);
            bars = bars.Between(Instant.MinValue, to);
            all = new double[Size(outputs, bars.Count)];
            indicator.Compute(BarSpans.Of(bars), new OutputColumns(all, outputs, bars.Count));
            times = bars.OpenTimes;
        }
        return (Since(from, new ComputedColumns(times, [.. descriptor.Outputs.Select(output => output.Name)], all)), source);
    }

    private static int Size(int outputs, int rows) => (long)outputs * rows <= Array.MaxLength
        ? outputs * rows
        : throw new BadInputException($"{outputs} outputs of {rows:N0} rows are too many at once; take a part with --to");

    private static (BarColumns Bars, string Source) ReadBars(CommandContext context)
    {
        var (path, instrument, interval) = (context.Get(Bars), context.Get(Instrument), context.Get(BarInterval));
        if (path is not null)
        {
            if (instrument is not null) throw new BadInputException("--bars and --instrument: give one of them");
            var bars = BarFileReader.Read(path, new ReadOptions { Interval = interval }, null, context.Cancellation).Bars;
            return (bars, string.Create(CultureInfo.InvariantCulture, $"{bars.Count:N0} {bars.Interval} bars of {path}"));
        }
        if (instrument is null) throw new BadInputException("which bars? give --bars FILE, or --instrument and --interval");
        if (interval is null) throw new BadInputException("--instrument needs --interval: the length of the bars, such as 1h");
        var resolved = MarketCatalog.Open(context.Home.Path).Resolve(new BarSpec(instrument, interval.Value));
        return (resolved.Bars, string.Create(CultureInfo.InvariantCulture, $"{resolved.Bars.Count:N0} {resolved.Description} of {instrument}"));
    }

    /// <summary>The rows from a time on.</summary>
    private static ComputedColumns Since(Instant from, ComputedColumns columns)
    {
        var rows = columns.Times.Length;
        var start = columns.Times.Span.BinarySearch(from.Nanoseconds);
        if (start < 0) start = ~start;
        while (start > 0 && start < rows && columns.Times.Span[start - 1] == from.Nanoseconds) start--;
        if (start == 0) return columns;
        var kept = rows - start;
        var values = new double[columns.Names.Count * kept];
        for (var column = 0; column < columns.Names.Count; column++) columns.Values.Span.Slice(column * rows + start, kept).CopyTo(values.AsSpan(column * kept));
        return columns with { Times = columns.Times[start..], Values = values };
    }

    private static BarField FieldOf(string text) => Enum.TryParse<BarField>(text, ignoreCase: true, out var field) && !char.IsAsciiDigit(text[0])
        ? field
        : throw new BadInputException($"--input {text}: a bar has open, high, low, close and volume");

    private static string Called(IndicatorDescriptor descriptor, ParameterValues values) =>
        descriptor.Parameters.IsEmpty ? descriptor.Name : $"{descriptor.Name}({string.Join(", ", values.All.Select(pair => $"{pair.Spec.Name} {pair.Spec.Format(pair.Value)}"))})";

    private static void WriteText(CommandContext context, IndicatorDescriptor descriptor, ParameterValues values, ComputedColumns columns, string source, string? csv)
    {
        var rows = columns.Times.Length;
        var defined = columns.Values.Span[..rows];
        var count = 0;
        foreach (var value in defined) count += double.IsNaN(value) ? 0 : 1;
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Called(descriptor, values)} over {source}: {rows:N0} rows, {count:N0} with a value"));
        if (csv is not null) context.Output.WriteLine($"written to {csv}");
        context.Output.WriteLine();
        var table = new TextTable(["time", .. columns.Names.Select(name => $">{name}")]);
        for (var i = Math.Max(0, rows - RowsShown); i < rows; i++)
            table.Add([new Instant(columns.Times.Span[i]).ToString(), .. columns.Names.Select((_, column) => Shown(columns.Values.Span[column * rows + i]))]);
        table.WriteTo(context.Output);
    }

    private static string Shown(double value) => double.IsNaN(value) ? "-" : value.ToString("G8", CultureInfo.InvariantCulture);

    private static void WriteJson(Utf8JsonWriter json, IndicatorDescriptor descriptor, ParameterValues values, ComputedColumns columns, string source)
    {
        json.WriteStartObject();
        json.WriteString("indicator", descriptor.Name);
        json.WriteString("source", source);
        json.WriteStartObject("parameters");
        foreach (var (spec, value) in values.All) json.WriteNumber(spec.Name, value);
        json.WriteEndObject();
        json.WriteStartArray("time");
        foreach (var time in columns.Times.Span) json.WriteNumberValue(new Instant(time).UnixMilliseconds);
        json.WriteEndArray();
        json.WriteStartObject("outputs");
        for (var column = 0; column < columns.Names.Count; column++)
        {
            json.WriteStartArray(columns.Names[column]);
            foreach (var value in columns.Values.Span.Slice(column * columns.Times.Length, columns.Times.Length))
            {
                if (double.IsFinite(value)) json.WriteNumberValue(value);
                else json.WriteNullValue();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
