using System.Text.Json;

namespace Tidemark.Storage.Runs;

/// <summary>One line of the list of kept runs.</summary>
/// <param name="Id">See <see cref="RunId"/>.</param>
/// <param name="KeptAt">When it was kept, ISO-8601.</param>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Instruments">Names, separated by commas.</param>
/// <param name="Interval">Of the bars.</param>
/// <param name="From">Open of the first bar traded, ISO-8601.</param>
/// <param name="To">Close of the last bar, ISO-8601.</param>
/// <param name="Bars">Bars processed.</param>
/// <param name="TotalReturn">A fraction; null when undefined.</param>
/// <param name="SharpeRatio">Annual; null when undefined.</param>
/// <param name="MaximumDrawdown">A fraction, zero or negative; null when undefined.</param>
/// <param name="RoundTrips">Closed trades.</param>
/// <param name="RunHash">Names fills and equity by content.</param>
/// <param name="DataHash">Names the bars by content.</param>
public sealed record KeptRun(string Id, string KeptAt, string Strategy, string Instruments, string Interval, string From, string To, long Bars,
    double? TotalReturn, double? SharpeRatio, double? MaximumDrawdown, long RoundTrips, string RunHash, string DataHash)
{
    /// <summary>Reads the line from the document of a run.</summary>
    /// <exception cref="KeyNotFoundException">The document lacks something.</exception>
    /// <exception cref="InvalidOperationException">Something is of another type.</exception>
    internal static KeptRun Of(string id, JsonElement document)
    {
        var run = document.GetProperty("run");
        var statistics = document.GetProperty("statistics");
        return new KeptRun(id, document.GetProperty("keptAt").GetString()!, Text(run, "strategy"),
            string.Join(", ", run.GetProperty("instruments").EnumerateArray().Select(name => name.GetString())),
            Text(run, "interval"), Text(run, "from"), Text(run, "to"), run.GetProperty("bars").GetInt64(),
            Number(statistics, "totalReturn"), Number(statistics, "sharpeRatio"), Number(statistics, "maxDrawdown"),
            statistics.GetProperty("roundTrips").GetInt64(), Text(run, "runHash"), Text(run, "dataHash"));
    }

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";

    private static double? Number(JsonElement parent, string name) => parent.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
