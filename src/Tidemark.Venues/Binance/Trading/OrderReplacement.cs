using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>
/// Puts another order in the place of a working one. Nothing may fill in between unseen: an untouched order is replaced in one request that
/// the venue refuses once anything has filled; a partly filled one is canceled first, and what its answer leaves over is placed. What is not
/// changed stays: an order that only rests, or that is not shown whole, is replaced by one like it.
/// </summary>
internal sealed class OrderReplacement(BinancePrivate access, BinanceTrading trading)
{
    public async Task<VenueResult<VenueOrder>> ReplaceAsync(VenueOrder known, Amendment change, ClientOrderId replacementId, VenueInstrument instrument, CancellationToken cancellation)
    {
        var request = new VenueOrderRequest
        {
            Instrument = known.Instrument,
            ClientId = replacementId,
            Side = known.Side,
            Type = known.Type,
            Quantity = change.Quantity?.Value ?? known.Quantity,
            LimitPrice = change.LimitPrice?.Value ?? known.LimitPrice,
            StopPrice = change.StopPrice?.Value ?? known.StopPrice,
            PostOnly = known.PostOnly,
            TimeInForce = known.TimeInForce,
        };
        request = request with { DisplayedQuantity = Shown(known, request.Quantity) };
        // Refused before anything is canceled.
        if (OrderRules.Check(request, instrument) is { } refusal) return refusal;
        return known.FilledQuantity == 0m
            ? await AtOnceAsync(known, request, instrument, cancellation).ConfigureAwait(false)
            : await OneAfterTheOtherAsync(known, request, cancellation).ConfigureAwait(false);
    }

    private static decimal? Shown(VenueOrder known, decimal quantity) => known.DisplayedQuantity is { } shown ? Math.Min(shown, quantity) : null;

    private async Task<VenueResult<VenueOrder>> AtOnceAsync(VenueOrder known, VenueOrderRequest request, VenueInstrument instrument, CancellationToken cancellation)
    {
        if (!OrderParameters.Of(request, instrument).TryGet(out var parameters, out var error)) return error;
        parameters.Add("cancelReplaceMode", "STOP_ON_FAILURE").Add("cancelRestrictions", "ONLY_NEW")
            .Add(known.ClientId.Length > 0 ? "cancelOrigClientOrderId" : "cancelOrderId", known.ClientId.Length > 0 ? known.ClientId : known.VenueId);
        var call = new VenueCall(HttpMethod.Post, "/api/v3/order/cancelReplace") { Body = parameters.ToString(), IsPrivate = true, Orders = 1, Priority = CallPriority.Urgent };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => OrderReader.Order(root.GetProperty("newOrderResponse"), instrument.Id));
    }

    private async Task<VenueResult<VenueOrder>> OneAfterTheOtherAsync(VenueOrder known, VenueOrderRequest request, CancellationToken cancellation)
    {
        if (!(await trading.CancelAsync(known.Reference, cancellation).ConfigureAwait(false)).TryGet(out var canceled, out var error)) return error;
        var rest = request.Quantity - canceled.FilledQuantity;
        if (rest <= 0m) return canceled;
        var placed = await trading.PlaceAsync(request with { Quantity = rest, DisplayedQuantity = Shown(known, rest) }, cancellation).ConfigureAwait(false);
        // The first order is gone whatever became of the second: something has happened.
        return placed.Error is { } failed ? failed with { MayHaveHappened = true } : placed;
    }
}
