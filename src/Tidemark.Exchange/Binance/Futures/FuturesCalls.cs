using System.Text.Json;
using Tidemark.Exchange.Contracts;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>What endpoints of the futures API have in common.</summary>
internal static class FuturesCalls
{
    public static ContractCore Contracts(this BinanceCall call) => (ContractCore)call.Core;

    public static ContractAccount Holder(this BinanceCall call) => call.Contracts().Of(call.Account);

    public static Margin Margin(this BinanceCall call) => call.Contracts().MarginOf(call.Account);

    /// <summary>The markets of <c>symbol</c>, all where it is not given.</summary>
    public static IEnumerable<Markets.Market> ChosenMarkets(this BinanceCall call) => call.Parameters["symbol"] is null ? call.Core.Markets : [call.Market()];

    /// <summary>One object where a symbol is given, else a list.</summary>
    public static void Each(this BinanceCall call, Utf8JsonWriter json, Action<Markets.Market> write)
    {
        if (call.Parameters["symbol"] is not null)
        {
            write(call.Market());
            return;
        }
        json.WriteStartArray();
        foreach (var market in call.Core.Markets) write(market);
        json.WriteEndArray();
    }

    public static void WriteDone(Utf8JsonWriter json, string message = "success")
    {
        json.WriteStartObject();
        json.WriteNumber("code", 200);
        json.WriteString("msg", message);
        json.WriteEndObject();
    }
}
