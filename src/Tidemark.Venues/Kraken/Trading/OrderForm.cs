using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>The parameters of a new order.</summary>
/// <remarks>Source: Kraken's documentation, "Add Order".</remarks>
internal static class OrderForm
{
    /// <summary>The most parts that an iceberg may have.</summary>
    private const int MostParts = 15;

    /// <summary>What the venue has nothing like, or would take for something else; null where it takes the order.</summary>
    public static VenueError? Refuse(VenueOrderRequest request, VenueInstrument instrument)
    {
        var (isTrailing, isLimit) = (request.Type == OrderType.TrailingStop, request.Type == OrderType.Limit);
        if (request.ReduceOnly) return NotSupported("has no reduce-only orders on its spot market");
        if (request.TimeInForce == TimeInForce.Fok) return NotSupported("fills no orders whole or not at all");
        if (request.TimeInForce != TimeInForce.Gtc && request.Type != OrderType.Market && !isLimit) return NotSupported("has times in force for limit orders only");
        if (request.TimeInForce == TimeInForce.Gtd && (!isLimit || request.ExpiresAt is null))
            return VenueError.Final(VenueErrorKind.InvalidRequest, "an order that is good till a moment is a limit order with that moment");
        if (request.DisplayedQuantity is { } shown && (!isLimit || request.TimeInForce == TimeInForce.Ioc)) return NotSupported($"has icebergs of resting limit orders only; {shown} was to be shown");
        if (request.DisplayedQuantity * MostParts < request.Quantity)
            return VenueError.Final(VenueErrorKind.InvalidRequest, $"an iceberg shows at least a {MostParts}th of its quantity") with { Reason = OrderReason.DisplayedQuantityInvalid };
        return isTrailing ? RefuseTrail(request.Trail, instrument) : null;
    }

    /// <param name="request">That <see cref="Refuse"/> has nothing against.</param>
    /// <param name="symbol">The venue's name of the pair.</param>
    /// <param name="deadline">Until when the venue may take it.</param>
    public static FormText Of(VenueOrderRequest request, string symbol, string deadline)
    {
        var isTrailing = request.Type == OrderType.TrailingStop;
        var form = new FormText().Add("pair", symbol).Add("type", OrderWords.Side(request.Side)).Add("ordertype", request.DisplayedQuantity is null ? OrderWords.Type(request.Type) : "iceberg").Add("volume", request.Quantity);
        if (isTrailing) form.Add("price", request.Trail!.Kind == TrailingKind.Amount ? $"+{FormText.Digits(request.Trail.Value)}" : $"+{FormText.Digits(request.Trail.Value * 100)}%");
        else if (request.Type.WaitsForTrigger()) form.Add("price", request.StopPrice).Add("price2", request.Type.HasLimit() ? request.LimitPrice : null);
        else if (request.Type == OrderType.Limit) form.Add("price", request.LimitPrice);
        form.Add("displayvol", request.DisplayedQuantity);
        // Fees in quote currency, whichever side: of a sale the venue may else take them in base currency.
        form.Add("oflags", request.PostOnly ? "post,fciq" : "fciq");
        if (request.Type == OrderType.Limit && request.TimeInForce != TimeInForce.Gtc) form.Add("timeinforce", request.TimeInForce == TimeInForce.Ioc ? "IOC" : "GTD");
        if (request.TimeInForce == TimeInForce.Gtd) form.Add("expiretm", request.ExpiresAt!.Value.UnixSeconds);
        return form.Add("cl_ord_id", request.ClientId.ToString()).Add("deadline", deadline);
    }

    private static VenueError? RefuseTrail(TrailingOffset? trail, VenueInstrument instrument)
    {
        if (trail is not { Value: > 0m }) return VenueError.Final(VenueErrorKind.InvalidRequest, "a trailing stop needs a distance") with { Reason = OrderReason.TrailNotPositive };
        if (trail.Kind == TrailingKind.AverageTrueRange || trail.ActivationPrice is not null) return NotSupported("has trailing stops by an amount or a fraction, from their beginning on, only");
        return trail.Kind == TrailingKind.Amount && instrument.Rules.PriceTick is { } tick && trail.Value % tick != 0m
            ? VenueError.Final(VenueErrorKind.RuleViolated, $"the distance {trail.Value} is no multiple of the tick {tick}") with { Reason = OrderReason.PriceOffTick } : null;
    }

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"{KrakenProfile.Name} {what}");
}
