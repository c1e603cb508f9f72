using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>One connection of version 2: requests with ids, public channels, and with a token private channels and orders.</summary>
internal sealed class V2Session(ExchangeLoop loop, KrakenVenue venue, KrakenHub hub, V2Client client)
{
    private readonly Dictionary<string, ExchangeAccount> accepted = new(StringComparer.Ordinal);
    private readonly V2Channels channels = new(venue, hub, client);
    private readonly V2Orders orders = new(venue);

    public Task EnterAsync(long connection) => loop.AskAsync(() =>
    {
        hub.Enter(client);
        client.Send(V2Messages.Status(connection));
        return true;
    });

    public async Task HandleAsync(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
            // On the exchange's thread, so that the answer comes before the first message of a new channel.
            await loop.AskAsync(() => Answer(root)).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            client.Send(JsonBody.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("error", "Malformed request");
                json.WriteBoolean("success", false);
                json.WriteEndObject();
            }));
        }
    }

    private bool Answer(JsonElement root)
    {
        var request = new V2Request(root, venue.Now);
        try
        {
            switch (request.Method)
            {
                case "ping":
                    client.Send(request.Pong(venue.Now));
                    break;
                case "subscribe" or "unsubscribe":
                    channels.Handle(request, Owner);
                    break;
                default:
                    foreach (var answer in orders.Carry(request, Owner)) client.Send(answer);
                    break;
            }
        }
        catch (KrakenError e)
        {
            client.Send(request.Refuse(e.Message, venue.Now));
        }
        return true;
    }

    /// <summary>Whose token it is; one that was good once on this connection stays good.</summary>
    private ExchangeAccount Owner(V2Request request)
    {
        var token = request.Parameters["token"];
        if (token is not null && accepted.TryGetValue(token, out var known)) return known;
        var account = venue.Tokens.Owner(token, venue.Now);
        accepted.Add(token!, account);
        return account;
    }
}
