namespace Tidemark.Engine.Ports;

/// <summary>What a venue does natively. What it lacks is run by the engine or refused, never silently changed.</summary>
/// <param name="Native">What it does itself.</param>
public sealed record VenueCapabilities(VenueFeatures Native)
{
    public static readonly VenueCapabilities All = new(VenueFeatures.All);

    public bool Has(VenueFeatures features) => (Native & features) == features;

    /// <summary>Whether the venue does all that an order asks for. None trails by average ranges.</summary>
    public bool CanDo(OrderRequest request) => Has(NeededBy(request)) && request.Options?.Trail is not { Kind: TrailingKind.AverageTrueRange };

    /// <summary>What an order needs of its venue.</summary>
    public static VenueFeatures NeededBy(OrderRequest request)
    {
        var needed = TypeNeeds(request.Type);
        if (request.IsContingent || request.OcoGroup != 0) needed |= VenueFeatures.ContingentOrders;
        if (request.ReduceOnly) needed |= VenueFeatures.ReduceOnly;
        if (request.TimeInForce == TimeInForce.Fok) needed |= VenueFeatures.FillOrKill;
        if (request.TimeInForce == TimeInForce.Gtd) needed |= VenueFeatures.GoodTillDate;
        if (request.Options is not { } options) return needed;
        if (options.PostOnly) needed |= VenueFeatures.PostOnly;
        if (options.DisplayedQuantity is not null) needed |= VenueFeatures.Icebergs;
        if (options.PositionSide != PositionSide.Flat) needed |= VenueFeatures.HedgeMode;
        return needed;
    }

    private static VenueFeatures TypeNeeds(OrderType type) => type switch
    {
        OrderType.Stop => VenueFeatures.StopOrders,
        OrderType.StopLimit => VenueFeatures.StopLimitOrders,
        OrderType.TakeProfit or OrderType.TakeProfitLimit => VenueFeatures.TakeProfitOrders,
        OrderType.TrailingStop => VenueFeatures.TrailingStops,
        _ => VenueFeatures.None,
    };
}
