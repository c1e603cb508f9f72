using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Hands the events of an account with contracts on.</summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "User Data Streams".</remarks>
internal sealed class ContractEvents(BinanceInstruments instruments, TriggeredOrders triggered, IOrderListener listener) : IUserEvents
{
    public string? Take(JsonElement message)
    {
        switch (message.Text("e"))
        {
            case "ORDER_TRADE_UPDATE":
                return TakeReport(message.GetProperty("o"));
            case "ALGO_UPDATE":
                return TakeAlgo(message, message.GetProperty("o"));
            case "ACCOUNT_UPDATE":
                listener.OnBalances(ContractAccountReader.BalancesOfEvent(message), message.Time("E"));
                return null;
            case "listenKeyExpired":
            case "serverShutdown":
                return $"the venue ended the stream: {message.Text("e")}";
            default:
                return null;
        }
    }

    private string? TakeReport(JsonElement report)
    {
        var symbol = report.Text("s");
        // The account may have contracts with an end as well, which are not handled here.
        if (instruments.BySymbol(symbol) is not { } instrument) return null;
        var order = triggered.Named(ContractOrderReader.Event(report, instrument.Id));
        // The fill first: whoever is told that an order has filled knows its fills then.
        if (UserEventReader.Fill(report, order) is { } fill) listener.OnFill(fill);
        listener.OnOrder(order);
        return null;
    }

    private string? TakeAlgo(JsonElement message, JsonElement algo)
    {
        if (instruments.BySymbol(algo.Text("s")) is not { } instrument) return null;
        var order = ContractOrderReader.AlgoEvent(message, algo, instrument.Id);
        // What it has become tells the rest by itself.
        if (ContractOrderReader.ActualId(algo, "ai") is { } actual) triggered.Learn(instrument.Id, actual, order.ClientId);
        else if (!order.IsTriggered) listener.OnOrder(order);
        return null;
    }
}
