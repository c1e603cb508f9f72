using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Orders in the venue's words, both ways.</summary>
/// <remarks>Source: Coinbase's documentation, "Create Order", "List Orders", "User Channel".</remarks>
internal static class OrderWords
{
    public static string Side(Side side) => side == Domain.Side.Buy ? "BUY" : "SELL";

    public static Side ReadSide(string text) => text switch { "BUY" => Domain.Side.Buy, "SELL" => Domain.Side.Sell, _ => throw new FormatException($"'{text}' is no side") };

    /// <summary>The venue's kind of an order; an error where it has none such.</summary>
    public static VenueResult<string> Configuration(VenueOrderRequest request)
    {
        if (request.ReduceOnly || request.DisplayedQuantity is not null || request.PositionSide != PositionSide.Flat) return NotSupported("reduce-only and iceberg orders");
        if (request.TimeInForce == TimeInForce.Gtd && request.ExpiresAt is null) return VenueError.Final(VenueErrorKind.InvalidRequest, "an order that is good till a date needs one");
        return (request.Type, request.TimeInForce) switch
        {
            (OrderType.Market, _) => "market_market_ioc",
            (OrderType.Limit, TimeInForce.Gtc) => "limit_limit_gtc",
            (OrderType.Limit, TimeInForce.Gtd) => "limit_limit_gtd",
            (OrderType.Limit, TimeInForce.Ioc) => "sor_limit_ioc",
            (OrderType.Limit, TimeInForce.Fok) => "limit_limit_fok",
            (OrderType.StopLimit or OrderType.TakeProfitLimit, TimeInForce.Gtc) => "stop_limit_stop_limit_gtc",
            (OrderType.StopLimit or OrderType.TakeProfitLimit, TimeInForce.Gtd) => "stop_limit_stop_limit_gtd",
            _ => NotSupported($"{request.Type} orders that are {request.TimeInForce}"),
        };
    }

    /// <summary>Whether the price must rise to the trigger.</summary>
    public static string StopDirection(VenueOrderRequest request) =>
        request.Side == Domain.Side.Buy == (request.Type == OrderType.StopLimit) ? "STOP_DIRECTION_STOP_UP" : "STOP_DIRECTION_STOP_DOWN";

    /// <param name="kind">As in answers (<c>STOP_LIMIT</c>) or in the user's channel (<c>Stop Limit</c>).</param>
    /// <param name="side">Of the order.</param>
    /// <param name="direction">That of its stop, where it is told.</param>
    public static OrderType ReadType(string kind, Side side, string direction) => kind.ToUpperInvariant().Replace(' ', '_') switch
    {
        "MARKET" => OrderType.Market,
        "LIMIT" or "BRACKET" or "TWAP" or "SCALED" => OrderType.Limit,
        "STOP_LIMIT" or "STOP" => direction.Length == 0 || direction.EndsWith("UP", StringComparison.Ordinal) == (side == Domain.Side.Buy) ? OrderType.StopLimit : OrderType.TakeProfitLimit,
        _ => throw new FormatException($"'{kind}' is no type of order"),
    };

    /// <param name="text">The venue's word.</param>
    /// <param name="force">Its time in force: what does not rest ends by its own terms.</param>
    /// <param name="isPartly">Whether anything has filled.</param>
    public static (OrderStatus Status, OrderReason Reason) ReadStatus(string text, string force, bool isPartly) => text switch
    {
        "OPEN" or "PENDING" or "QUEUED" or "CANCEL_QUEUED" or "EDIT_QUEUED" => (isPartly ? OrderStatus.PartiallyFilled : OrderStatus.Open, OrderReason.None),
        "FILLED" => (OrderStatus.Filled, OrderReason.None),
        "CANCELLED" => force is "IMMEDIATE_OR_CANCEL" or "FILL_OR_KILL" ? (OrderStatus.Expired, OrderReason.NotImmediatelyFillable) : (OrderStatus.Canceled, OrderReason.Requested),
        "EXPIRED" => (OrderStatus.Expired, OrderReason.ExpiryReached),
        "FAILED" => (OrderStatus.Rejected, OrderReason.None),
        _ => throw new FormatException($"'{text}' is no status of an order"),
    };

    private static VenueError NotSupported(string what) =>
        VenueError.Final(VenueErrorKind.NotSupported, $"{CoinbaseProfile.Name} has no {what}") with { Reason = OrderReason.NotSupported };
}
