using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Hands the events of an account on.</summary>
internal sealed class UserEvents(BinanceInstruments instruments, IOrderListener listener) : IUserEvents
{
    public string? Take(JsonElement message)
    {
        switch (message.Text("e"))
        {
            case "executionReport":
                return TakeReport(message);
            case "outboundAccountPosition":
                listener.OnBalances(UserEventReader.Balances(message), message.Time("u"));
                return null;
            case "listenKeyExpired":
            case "eventStreamTerminated":
            case "serverShutdown":
                return $"the venue ended the stream: {message.Text("e")}";
            default:
                return null;
        }
    }

    private string? TakeReport(JsonElement report)
    {
        var symbol = report.Text("s");
        if (instruments.BySymbol(symbol) is not { } instrument) return $"a report about {symbol}, which is not among the instruments";
        var order = UserEventReader.Order(report, instrument.Id);
        // The fill first: whoever is told that an order has filled knows its fills then.
        if (UserEventReader.Fill(report, order) is { } fill) listener.OnFill(fill);
        listener.OnOrder(order);
        return null;
    }
}
