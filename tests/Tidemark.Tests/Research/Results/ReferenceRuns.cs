using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;

namespace Tidemark.Tests.Research.Results;

/// <summary>Backtests of the reference folder, run by ours, for tests of what is computed from a run.</summary>
internal static class ReferenceRuns
{
    public static TheoryData<string> Names()
    {
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "backtests") : null;
        var names = folder is not null && Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*_stats.json").Select(file => Path.GetFileName(file)[..^"_stats.json".Length]).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return new TheoryData<string>(names.DefaultIfEmpty("absent"));
    }

    public static string PathOf(string name, string suffix) => SharedFolders.ReferencePath($"backtests/{name}_{suffix}");

    public static BacktestRun Run(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(name, "stats.json")));
        var stats = document.RootElement;
        var series = stats.GetProperty("series").GetString()!;
        var interval = Interval.Parse(series.Contains("_1d", StringComparison.Ordinal) ? "1d" : "1h");
        var rows = stats.GetProperty("rows").EnumerateArray().Select(row => row.GetInt32()).ToArray();
        var bars = ReadBars(SharedFolders.ReferencePath("inputs/" + series), interval).Slice(rows[0], rows[1] - rows[0]);
        var (strategy, parameters) = StrategyOf(stats.GetProperty("strategy").GetString()!, stats.GetProperty("params"));
        var request = new BacktestRequest
        {
            Strategy = strategy,
            Parameters = parameters,
            Instruments = [InstrumentId.Parse("BTC/USDT@binance")],
            Interval = interval,
            Cash = stats.GetProperty("initial_cash").GetDecimal(),
            FeeBasisPoints = stats.GetProperty("commission_rate").GetDecimal() * 10_000m,
            FillModel = "next-open",
            Sizing = new SizingRule(SizingKind.FixedQuantity, stats.GetProperty("params").GetProperty("stake").GetDecimal()),
        };
        return BacktestBuilder.Build(request, [new SeriesInput(new Instrument(request.Instruments[0]), bars, $"file {series}", false, false, 0)]).Run(request);
    }

    private static (string Strategy, ImmutableArray<KeyValuePair<string, string>> Parameters) StrategyOf(string name, JsonElement parameters)
    {
        KeyValuePair<string, string> From(string ours, string theirs) => new(ours, parameters.GetProperty(theirs).GetRawText());
        return name switch
        {
            "SmaLong" => ("ma-cross", [From("fast", "fast"), From("slow", "slow"), new("direction", "long-only")]),
            "SmaLS" => ("ma-cross", [From("fast", "fast"), From("slow", "slow"), new("direction", "long-short")]),
            "RsiStop" => ("rsi-reversion", [From("period", "period"), From("entry", "low"), From("exit", "high"), From("stop-loss", "stop")]),
            "RsiBracket" => ("rsi-reversion", [From("period", "period"), From("entry", "low"), From("stop-loss", "stop"), From("take-profit", "tp"), new("bracket", "true")]),
            _ => throw new NotSupportedException($"reference strategy {name}"),
        };
    }

    private static BarColumns ReadBars(string path, Interval interval) =>
        BarColumns.FromBars(interval, [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells =>
            Bar.Create(Instant.FromUnixMilliseconds(long.Parse(cells[0], CultureInfo.InvariantCulture)),
                Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5])))]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
