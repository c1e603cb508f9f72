using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>The parameters of new orders for contracts. Conditional ones go to a service of their own, with names of their own.</summary>
internal static class ContractParameters
{
    /// <summary>An error where the venue has nothing like it.</summary>
    public static VenueResult<OrderParameters> Of(VenueOrderRequest request, VenueInstrument instrument)
    {
        if (ContractWords.Type(request.Type) is not { } type) return NotSupported("has no such order as we mean it: a trailing stop is run by the engine");
        if (ContractWords.Force(request) is not { } force) return NotSupported("ends no order before ten minutes have passed, so the engine ends it");
        if (request.DisplayedQuantity is not null) return NotSupported("has no icebergs");
        var isConditional = request.Type.WaitsForTrigger();
        var parameters = new OrderParameters();
        if (isConditional) parameters.Add("algoType", "CONDITIONAL");
        parameters.Add("symbol", instrument.Symbol).Add("side", OrderWords.Side(request.Side)).Add("type", type);
        if (request.PositionSide != PositionSide.Flat) parameters.Add("positionSide", request.PositionSide == PositionSide.Long ? "LONG" : "SHORT");
        // In hedge mode the side of the position says it, and the venue refuses both.
        else if (request.ReduceOnly) parameters.Add("reduceOnly", "true");
        if (request.Type.HasLimit()) parameters.Add("timeInForce", force).Add("price", request.LimitPrice);
        parameters.Add("quantity", request.Quantity);
        return isConditional
            ? parameters.Add("triggerPrice", request.StopPrice).Add("clientAlgoId", request.ClientId.ToString())
            : parameters.Add("newClientOrderId", request.ClientId.ToString()).Add("newOrderRespType", "RESULT");
    }

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"the USD-M market of {BinanceProfile.Name} {what}");
}
