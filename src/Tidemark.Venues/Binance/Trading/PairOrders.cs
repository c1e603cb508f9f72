using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Pairs of which one order cancels the other. The venue names them by where they lie: above and below the market.</summary>
/// <remarks>Source: Binance's documentation, "New Order list - OCO".</remarks>
internal static class PairOrders
{
    public static async Task<VenueResult<IReadOnlyList<VenueOrder>>> PlaceAsync(VenuePairRequest pair, VenueInstrument instrument, BinancePrivate access, CancellationToken cancellation)
    {
        if ((OrderRules.Check(pair.Limit, instrument) ?? OrderRules.Check(pair.Stop, instrument)) is { } refusal) return refusal;
        if (pair.Side == Side.Sell ? pair.LimitPrice <= pair.StopPrice : pair.LimitPrice >= pair.StopPrice)
            return VenueError.Final(VenueErrorKind.InvalidRequest, "the limit of a pair lies where it pays, the stop where it hurts");
        var parameters = new OrderParameters().Add("symbol", instrument.Symbol).Add("side", OrderWords.Side(pair.Side)).Add("quantity", pair.Quantity);
        var (limit, stop) = pair.Side == Side.Sell ? ("above", "below") : ("below", "above");
        parameters.Add($"{limit}Type", "LIMIT_MAKER").Add($"{limit}Price", pair.LimitPrice).Add($"{limit}ClientOrderId", pair.LimitId.ToString())
            .Add($"{stop}Type", OrderWords.Type(pair.Stop)).Add($"{stop}StopPrice", pair.StopPrice).Add($"{stop}ClientOrderId", pair.StopId.ToString());
        if (pair.StopLimitPrice is { } price) parameters.Add($"{stop}Price", price).Add($"{stop}TimeInForce", "GTC");
        var call = new VenueCall(HttpMethod.Post, "/api/v3/orderList/oco") { Body = parameters.Add("newOrderRespType", "FULL").ToString(), IsPrivate = true, Orders = 2, Priority = CallPriority.Urgent };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read<IReadOnlyList<VenueOrder>>(call, answer, root => [.. root.GetProperty("orderReports").EnumerateArray().Select(order => OrderReader.Order(order, instrument.Id))]);
    }
}
