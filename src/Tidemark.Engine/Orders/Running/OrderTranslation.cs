using Tidemark.Engine.Ports;

namespace Tidemark.Engine.Orders.Running;

/// <summary>What goes to a venue in the place of an order that it cannot take as it is.</summary>
internal static class OrderTranslation
{
    /// <summary>Venues know the first slice by the order's own number; later ones follow in steps, so that those of a bracket stay apart.</summary>
    private const int SliceStep = 1_000;

    /// <summary>What the engine can do in a venue's place.</summary>
    public const VenueFeatures Replaceable = VenueFeatures.StopOrders | VenueFeatures.StopLimitOrders | VenueFeatures.TakeProfitOrders
        | VenueFeatures.TrailingStops | VenueFeatures.GoodTillDate | VenueFeatures.Icebergs | VenueFeatures.ContingentOrders;

    /// <summary>Whether the engine must watch for the order's trigger.</summary>
    public static bool MustWatch(OrderRequest request, VenueCapabilities venue) => request.Type switch
    {
        OrderType.Stop => !venue.Has(VenueFeatures.StopOrders),
        OrderType.StopLimit => !venue.Has(VenueFeatures.StopLimitOrders),
        OrderType.TakeProfit or OrderType.TakeProfitLimit => !venue.Has(VenueFeatures.TakeProfitOrders),
        // A stop that rests at the venue is better protection than one watched from here, unless it sleeps without any price yet.
        OrderType.TrailingStop => !IsNativeTrail(request, venue) && (!venue.Has(VenueFeatures.StopOrders) || (request.Options?.Trail?.ActivationPrice is not null && request.StopPrice is null)),
        _ => false,
    };

    /// <summary>Whether the engine moves the stop.</summary>
    public static bool MustTrail(OrderRequest request, VenueCapabilities venue) => request.Type == OrderType.TrailingStop && !IsNativeTrail(request, venue);

    /// <summary>Whether the engine keeps the order's links: where the venue knows none, or does not hold the order itself.</summary>
    public static bool MustLink(OrderRequest request, VenueCapabilities venue) =>
        (request.IsContingent || request.OcoGroup != 0) && (!venue.Has(VenueFeatures.ContingentOrders) || MustWatch(request, venue) || MustTrail(request, venue) || request.Options?.LeavesAt is not null);

    /// <summary>The order as the venue gets it: with its terms as they are now, less what the engine does.</summary>
    public static OrderRequest Of(EngineRun run, VenueCapabilities venue, decimal quantity)
    {
        var order = run.Order;
        var request = order.Request;
        // What was triggered, here or there, is not to be triggered a second time.
        var type = order.IsTriggered ? (request.Type.HasLimit() ? OrderType.Limit : OrderType.Market)
            : run.Trail is not null ? OrderType.Stop
            : request.Type;
        var keepsExpiry = request.TimeInForce != TimeInForce.Gtd || venue.Has(VenueFeatures.GoodTillDate);
        return request with
        {
            Type = type,
            Quantity = new Quantity(quantity),
            LimitPrice = type.HasLimit() ? order.LimitPrice : null,
            StopPrice = type.WaitsForTrigger() ? order.StopPrice : null,
            TimeInForce = keepsExpiry ? request.TimeInForce : TimeInForce.Gtc,
            Options = OptionsOf(request.Options, keepsExpiry, type, venue),
            Parent = run.IsLinked ? OrderId.None : request.Parent,
            OcoGroup = run.IsLinked ? 0 : request.OcoGroup,
            Slice = request.Slice + SliceStep * run.SlicesSent,
        };
    }

    private static bool IsNativeTrail(OrderRequest request, VenueCapabilities venue) =>
        venue.Has(VenueFeatures.TrailingStops) && request.Options?.Trail is not { Kind: TrailingKind.AverageTrueRange };

    private static OrderOptions? OptionsOf(OrderOptions? options, bool keepsExpiry, OrderType type, VenueCapabilities venue)
    {
        if (options is null) return null;
        var rest = options with
        {
            LeavesAt = null,
            Timeout = null,
            ExpiresAt = keepsExpiry ? options.ExpiresAt : null,
            Trail = type == OrderType.TrailingStop ? options.Trail : null,
            DisplayedQuantity = venue.Has(VenueFeatures.Icebergs) ? options.DisplayedQuantity : null,
        };
        return rest == new OrderOptions() ? null : rest;
    }
}
