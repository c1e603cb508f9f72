using System.Text.Json;

namespace Tidemark.Cli.Output;

/// <summary>What a check found, as JSON: the same members whatever was checked, but for the names of place and time.</summary>
/// <param name="Kind">In which way something is wrong.</param>
/// <param name="IsFailure">Whether it is a reason to distrust, and not only to know.</param>
/// <param name="Subject">What is wrong.</param>
/// <param name="Place">On which bars it showed, with the name of the member.</param>
/// <param name="Time">When it showed first, with the name of the member; left out where it has no time.</param>
/// <param name="Expected">What the whole data say.</param>
/// <param name="Actual">What the other computation says.</param>
/// <param name="Explanation">One sentence.</param>
internal sealed record FindingJson(Enum Kind, bool IsFailure, string Subject, (string Name, string Value) Place, (string Name, Instant? Value) Time, string Expected, string Actual, string Explanation)
{
    public static void WriteArray(Utf8JsonWriter json, IEnumerable<FindingJson> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings) finding.Write(json);
        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString()));
        json.WriteBoolean("isFailure", IsFailure);
        json.WriteString("subject", Subject);
        json.WriteString(Place.Name, Place.Value);
        if (Time.Value is { } time) json.WriteString(Time.Name, time.ToString());
        json.WriteString("expected", Expected);
        json.WriteString("actual", Actual);
        json.WriteString("explanation", Explanation);
        json.WriteEndObject();
    }
}
