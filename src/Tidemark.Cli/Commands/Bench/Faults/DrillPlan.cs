using System.Globalization;
using System.Text;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>
/// A plan with every fault that the exchange has, at moments that a seed chooses. It leaves the last fifth of the time free, in which both
/// sides must have come together again.
/// </summary>
internal sealed class DrillPlan
{
    private const double BusyShare = 0.8;

    /// <summary>Kind and fields; how often; how long at most, as a share of the whole.</summary>
    private static readonly (string Fields, int Times, double Share)[] Kinds =
    [
        ("\"kind\": \"requestLatency\", \"milliseconds\": 60, \"jitterMilliseconds\": 400, \"probability\": 0.5", 3, 0.1),
        ("\"kind\": \"answerLatency\", \"milliseconds\": 60, \"jitterMilliseconds\": 700, \"probability\": 0.5", 3, 0.1),
        ("\"kind\": \"messageLatency\", \"milliseconds\": 20, \"jitterMilliseconds\": 300", 3, 0.1),
        ("\"kind\": \"dropConnection\"", 4, 0.001),
        ("\"kind\": \"dropConnection\", \"everyMilliseconds\": 2500, \"probability\": 0.7", 1, 0.03),
        ("\"kind\": \"stallStream\"", 2, 0.06),
        ("\"kind\": \"stallStream\", \"streams\": [\"userData\"]", 1, 0.06),
        ("\"kind\": \"loseMessage\", \"probability\": 0.02", 3, 0.08),
        ("\"kind\": \"duplicateMessage\", \"probability\": 0.1", 3, 0.08),
        ("\"kind\": \"reorderMessage\", \"probability\": 0.05, \"count\": 2", 3, 0.08),
        ("\"kind\": \"sequenceGap\", \"probability\": 0.01, \"count\": 4", 3, 0.08),
        ("\"kind\": \"serverError\", \"probability\": 0.3, \"status\": 503, \"isCarriedOut\": true", 2, 0.05),
        ("\"kind\": \"serverError\", \"probability\": 0.3, \"status\": 502", 2, 0.05),
        ("\"kind\": \"loseRequest\", \"probability\": 0.3, \"milliseconds\": 15000", 2, 0.05),
        ("\"kind\": \"loseRequest\", \"probability\": 0.3, \"isCut\": true", 2, 0.05),
        ("\"kind\": \"loseAnswer\", \"probability\": 0.4, \"milliseconds\": 15000", 3, 0.05),
        ("\"kind\": \"loseAnswer\", \"probability\": 0.4, \"isCut\": true", 3, 0.05),
        ("\"kind\": \"outage\", \"symbols\": [\"SYMBOL\"]", 2, 0.04),
        ("\"kind\": \"outage\", \"paths\": [\"POST *\"]", 1, 0.03),
        ("\"kind\": \"rateLimit\", \"retryAfterSeconds\": 3", 2, 0.01),
        ("\"kind\": \"ban\", \"retryAfterSeconds\": 8", 1, 0.01),
        ("\"kind\": \"clockSkew\", \"milliseconds\": 6000", 1, 0.04),
        ("\"kind\": \"clockSkew\", \"milliseconds\": -6000", 1, 0.04),
        ("\"kind\": \"expireListenKey\"", 2, 0.001),
        ("\"kind\": \"maintenance\"", 1, 0.03),
        ("\"kind\": \"rejectCancel\", \"probability\": 0.5", 2, 0.1),
        ("\"kind\": \"delayCancel\", \"probability\": 0.5, \"milliseconds\": 500, \"jitterMilliseconds\": 1500", 2, 0.1),
        ("\"kind\": \"partialFill\", \"probability\": 0.5, \"count\": 4", 3, 0.1),
        ("\"kind\": \"correctTrade\", \"probability\": 0.3, \"ticks\": 2, \"milliseconds\": 1500", 2, 0.1),
    ];

    /// <param name="seed">Of its moments, and of the chances in it.</param>
    /// <param name="length">From its beginning to the end of the drill.</param>
    /// <param name="symbol">Which may be out.</param>
    public DrillPlan(ulong seed, Duration length, string symbol)
    {
        var random = new SeededRandom(seed, "fault drill");
        var text = new StringBuilder();
        var skews = new List<(Duration Start, Duration End)>();
        var busy = length.Nanoseconds / Instant.NanosecondsPerMillisecond * BusyShare;
        foreach (var (fields, times, share) in Kinds)
            for (var i = 0; i < times; i++)
            {
                var duration = (long)Math.Ceiling(Math.Max(busy * share * (0.5 + 0.5 * random.NextDouble()), 1));
                var start = (long)(random.NextDouble() * (busy - duration));
                if (text.Length > 0) text.Append(",\n");
                text.Append(CultureInfo.InvariantCulture, $"  {{ {fields.Replace("SYMBOL", symbol, StringComparison.Ordinal)}, \"startMilliseconds\": {start}, \"durationMilliseconds\": {duration} }}");
                if (fields.Contains("clockSkew", StringComparison.Ordinal)) skews.Add((Duration.FromMilliseconds(start), Duration.FromMilliseconds(start + duration)));
            }
        Json = string.Create(CultureInfo.InvariantCulture, $"{{ \"seed\": {seed}, \"faults\": [\n{text}\n] }}");
        Skews = skews;
    }

    /// <summary>To be posted.</summary>
    public string Json { get; }

    /// <summary>When the exchange's clock is off, from the beginning of the plan: trades then carry times that are not those of the bars that they are in.</summary>
    public IReadOnlyList<(Duration Start, Duration End)> Skews { get; }
}
