using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Who hears of an account's orders: a stream by its listen key, or a subscription of the WebSocket API by its number.</summary>
internal sealed record UserSubscription(StreamConnection Connection, ExchangeAccount Account, string? ListenKey, int Number)
{
    /// <summary>What all user data streams are called in fault plans: their keys are made up.</summary>
    private const string StreamName = "userData";

    public void Tell(byte[] message) => Connection.Send(Wrap(message), StreamName, Account.Name);

    private byte[] Wrap(byte[] message)
    {
        if (ListenKey is not null) return Connection.IsCombined ? StreamMessages.Wrap(ListenKey, message) : message;
        return JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("subscriptionId", Number);
            json.WritePropertyName("event");
            json.WriteRawValue(message, skipInputValidation: true);
            json.WriteEndObject();
        });
    }
}
