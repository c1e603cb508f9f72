using System.Collections.Frozen;

namespace Tidemark.Exchange.Faults;

/// <summary>What may be said about each kind of fault.</summary>
internal static class FaultFields
{
    private static readonly string[] Always = ["kind", "startMilliseconds", "durationMilliseconds", "seed", "atMilliseconds"];
    private static readonly string[] Chance = ["probability", "occasions"];
    private static readonly string[] Request = [.. Chance, "paths", "symbols", "accounts", "connections"];
    private static readonly string[] Message = [.. Request, "streams"];
    private static readonly string[] Order = [.. Chance, "symbols", "accounts"];

    private static readonly FrozenDictionary<FaultKind, string[]> ByKind = new Dictionary<FaultKind, string[]>
    {
        [FaultKind.RequestLatency] = [.. Request, "milliseconds", "jitterMilliseconds"],
        [FaultKind.AnswerLatency] = [.. Request, "milliseconds", "jitterMilliseconds"],
        [FaultKind.MessageLatency] = [.. Message, "milliseconds", "jitterMilliseconds"],
        [FaultKind.DropConnection] = ["probability", "paths", "streams", "accounts", "connections", "everyMilliseconds"],
        [FaultKind.StallStream] = Message,
        [FaultKind.LoseMessage] = Message,
        [FaultKind.DuplicateMessage] = Message,
        [FaultKind.ReorderMessage] = [.. Message, "count"],
        [FaultKind.SequenceGap] = [.. Message, "count"],
        [FaultKind.ServerError] = [.. Request, "status", "isCarriedOut"],
        [FaultKind.LoseRequest] = [.. Request, "isCut", "milliseconds"],
        [FaultKind.LoseAnswer] = [.. Request, "isCut", "milliseconds"],
        [FaultKind.Outage] = Message,
        [FaultKind.RateLimit] = [.. Request, "retryAfterSeconds"],
        [FaultKind.Ban] = [.. Request, "retryAfterSeconds"],
        [FaultKind.ClockSkew] = ["milliseconds"],
        [FaultKind.ExpireListenKey] = ["accounts", "everyMilliseconds"],
        [FaultKind.Maintenance] = ["retryAfterSeconds"],
        [FaultKind.RejectCancel] = Order,
        [FaultKind.DelayCancel] = [.. Request, "milliseconds", "jitterMilliseconds"],
        [FaultKind.PartialFill] = [.. Order, "count", "share"],
        [FaultKind.CorrectTrade] = [.. Order, "ticks", "milliseconds"],
    }.ToFrozenDictionary();

    /// <summary>Every kind by its name in a plan.</summary>
    public static readonly FrozenDictionary<string, FaultKind> Kinds = Enum.GetValues<FaultKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(FaultKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static IEnumerable<string> Of(FaultKind kind) => Always.Concat(ByKind[kind]);

    /// <summary>How long, where the plan does not say.</summary>
    public static long UsualMilliseconds(FaultKind kind) => kind switch
    {
        FaultKind.LoseRequest or FaultKind.LoseAnswer => 60_000,
        FaultKind.DelayCancel or FaultKind.CorrectTrade => 1_000,
        FaultKind.ClockSkew => 2_000,
        _ => 100,
    };
}
