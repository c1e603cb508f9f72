using System.Text.Json;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>A request of version 2, and how its answers are written.</summary>
internal sealed class V2Request
{
    private readonly string? id;
    private readonly Instant receivedAt;

    public V2Request(JsonElement root, Instant now)
    {
        receivedAt = now;
        Method = root.TryGetProperty("method", out var method) && method.ValueKind == JsonValueKind.String ? method.GetString()! : "";
        id = root.TryGetProperty("req_id", out var given) && given.ValueKind is JsonValueKind.Number or JsonValueKind.String ? given.GetRawText() : null;
        if (root.TryGetProperty("params", out var values) && values.ValueKind == JsonValueKind.Object) Parameters.Add(values);
    }

    public string Method { get; }

    public CallParameters Parameters { get; } = new();

    public byte[] Pong(Instant now) => Write("pong", now, _ => { });

    /// <param name="writeResult">Writes the value of <c>result</c>.</param>
    public byte[] Succeed(Instant now, Action<Utf8JsonWriter> writeResult) => Write(Method, now, json =>
    {
        json.WritePropertyName("result");
        writeResult(json);
        json.WriteBoolean("success", true);
    });

    public byte[] Refuse(string message, Instant now, string? symbol = null) => Write(Method, now, json =>
    {
        json.WriteString("error", message);
        json.WriteBoolean("success", false);
        if (symbol is not null) json.WriteString("symbol", symbol);
    });

    private byte[] Write(string method, Instant now, Action<Utf8JsonWriter> write) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("method", method);
        if (id is not null)
        {
            json.WritePropertyName("req_id");
            json.WriteRawValue(id);
        }
        write(json);
        json.Put("time_in", receivedAt);
        json.Put("time_out", now);
        json.WriteEndObject();
    });
}
