using System.Text.Json;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>What a client of the market streams may ask: subscribe, unsubscribe, list, wrapped or not.</summary>
internal sealed class StreamSession(ExchangeLoop loop, StreamBoard hub, StreamConnection connection)
{
    public Task SubscribeAsync(IEnumerable<string> streams) => loop.AskAsync(() =>
    {
        foreach (var stream in streams) hub.Subscribe(connection, stream);
        return true;
    });

    /// <summary>Ends all subscriptions of the connection.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await loop.AskAsync(() =>
            {
                hub.Leave(connection);
                return true;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The exchange has closed, and nobody listens any more.
        }
    }

    public async Task HandleAsync(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var id = root.TryGetProperty("id", out var given) ? given.GetRawText() : "null";
            var method = root.GetProperty("method").GetString();
            string[] names = root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Array
                ? [.. parameters.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];
            var isCombined = method == "SET_PROPERTY" && parameters.GetArrayLength() == 2 && parameters[1].ValueKind == JsonValueKind.True;
            // On the exchange's thread, so that the answer comes before the first message of a new stream.
            await loop.AskAsync(() => Answer(method, names, isCombined, id)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            connection.Send(JsonBody.Write(json => WriteError(json, "null", "Invalid JSON: the request has a method, params and an id")));
        }
    }

    private bool Answer(string? method, string[] names, bool isCombined, string id)
    {
        switch (method)
        {
            case "SUBSCRIBE":
                Reply(id, json => json.WriteNullValue());
                foreach (var name in names) hub.Subscribe(connection, name);
                return true;
            case "UNSUBSCRIBE":
                foreach (var name in names) hub.Unsubscribe(connection, name);
                Reply(id, json => json.WriteNullValue());
                return true;
            case "LIST_SUBSCRIPTIONS":
                Reply(id, json =>
                {
                    json.WriteStartArray();
                    foreach (var name in connection.Streams) json.WriteStringValue(name);
                    json.WriteEndArray();
                });
                return true;
            case "SET_PROPERTY" when names.Length > 0 && names[0] == "combined":
                connection.IsCombined = isCombined;
                Reply(id, json => json.WriteNullValue());
                return true;
            case "GET_PROPERTY" when names.Length > 0 && names[0] == "combined":
                Reply(id, json => json.WriteBooleanValue(connection.IsCombined));
                return true;
            default:
                connection.Send(JsonBody.Write(json => WriteError(json, id, $"Invalid request: unknown method '{method}'")));
                return false;
        }
    }

    private void Reply(string id, Action<Utf8JsonWriter> writeResult) => connection.Send(JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("result");
        writeResult(json);
        json.WritePropertyName("id");
        json.WriteRawValue(id);
        json.WriteEndObject();
    }));

    private static void WriteError(Utf8JsonWriter json, string id, string message)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", 2);
        json.WriteString("msg", message);
        json.WriteEndObject();
        json.WritePropertyName("id");
        json.WriteRawValue(id);
        json.WriteEndObject();
    }
}
