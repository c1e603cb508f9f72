using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Faults;

/// <summary>Writes plans in the form in which they are read.</summary>
internal static class FaultPlanWriter
{
    public static void Write(Utf8JsonWriter json, FaultPlan plan)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", plan.Seed);
        json.WriteStartArray("faults");
        foreach (var fault in plan.Faults) Write(json, fault, null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="at">When it was done first, for who reads; a plan that is read may have it, and nothing follows from it.</param>
    public static void Write(Utf8JsonWriter json, Fault fault, Duration? at)
    {
        json.WriteStartObject();
        json.WriteString("kind", FaultFields.NameOf(fault.Kind));
        if (at is { } time) json.WriteNumber("atMilliseconds", MillisecondsOf(time));
        if (fault.Start != Duration.Zero) json.WriteNumber("startMilliseconds", MillisecondsOf(fault.Start));
        if (fault.Length is { } length) json.WriteNumber("durationMilliseconds", MillisecondsOf(length));
        if (fault.Probability < 1) json.WriteNumber("probability", fault.Probability);
        if (fault.Seed is { } seed) json.WriteNumber("seed", seed);
        WriteTexts(json, "paths", fault.Paths);
        WriteTexts(json, "streams", fault.Streams);
        WriteTexts(json, "symbols", fault.Symbols);
        WriteTexts(json, "accounts", fault.Accounts);
        WriteRanges(json, "connections", fault.Connections);
        WriteRanges(json, "occasions", fault.Occasions);
        if (fault.Milliseconds is { } milliseconds) json.WriteNumber("milliseconds", milliseconds);
        if (fault.JitterMilliseconds > 0) json.WriteNumber("jitterMilliseconds", fault.JitterMilliseconds);
        if (fault.EveryMilliseconds is { } every) json.WriteNumber("everyMilliseconds", every);
        if (fault.Status is { } status) json.WriteNumber("status", status);
        if (fault.RetryAfterSeconds is { } retry) json.WriteNumber("retryAfterSeconds", retry);
        if (fault.Count is { } count) json.WriteNumber("count", count);
        if (fault.Share is { } share) json.WriteNumber("share", share);
        if (fault.Ticks is { } ticks) json.WriteNumber("ticks", ticks);
        if (fault.IsCarriedOut) json.WriteBoolean("isCarriedOut", true);
        if (fault.IsCut) json.WriteBoolean("isCut", true);
        json.WriteEndObject();
    }

    public static long MillisecondsOf(Duration duration) => duration.Nanoseconds / Instant.NanosecondsPerMillisecond;

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteRanges(Utf8JsonWriter json, string name, IReadOnlyList<OccasionRange> ranges)
    {
        if (ranges.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var (first, last) in ranges)
            if (first == last) json.WriteNumberValue(first);
            else json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{first}-{last}"));
        json.WriteEndArray();
    }
}
