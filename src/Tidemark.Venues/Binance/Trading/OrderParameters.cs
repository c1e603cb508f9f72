using System.Globalization;
using System.Text;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Parameters of requests in the order in which they were added, escaped.</summary>
internal sealed class OrderParameters
{
    private readonly StringBuilder text = new();

    /// <summary>The parameters of a new order; an error where the venue has nothing like it.</summary>
    public static VenueResult<OrderParameters> Of(VenueOrderRequest request, VenueInstrument instrument)
    {
        if (OrderWords.Type(request) is not { } type) return NotSupported("has no such order as we mean it: a trailing stop is run by the engine");
        if (OrderWords.Force(request.TimeInForce) is not { } force) return NotSupported("ends no order at a moment");
        if (request.ReduceOnly) return NotSupported("has no reduce-only orders on its spot market");
        if (request.DisplayedQuantity is not null && (!request.Type.HasLimit() || request.TimeInForce != TimeInForce.Gtc)) return NotSupported("has icebergs of resting limit orders only");
        var parameters = new OrderParameters().Add("symbol", instrument.Symbol).Add("side", OrderWords.Side(request.Side)).Add("type", type);
        if (request.Type.HasLimit() && !request.PostOnly) parameters.Add("timeInForce", force);
        parameters.Add("quantity", request.Quantity);
        if (request.Type.HasLimit()) parameters.Add("price", request.LimitPrice);
        if (request.Type.WaitsForTrigger()) parameters.Add("stopPrice", request.StopPrice);
        parameters.Add("icebergQty", request.DisplayedQuantity);
        return parameters.Add("newClientOrderId", request.ClientId.ToString()).Add("newOrderRespType", "FULL");
    }

    public OrderParameters Add(string name, string? value)
    {
        if (value is null) return this;
        if (text.Length > 0) text.Append('&');
        text.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds a number in plain digits, as the venue wants it.</summary>
    public OrderParameters Add(string name, decimal? value) => Add(name, value?.ToString("0.##################", CultureInfo.InvariantCulture));

    public OrderParameters Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"{BinanceProfile.Name} {what}");
}
