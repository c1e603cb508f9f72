using Tidemark.Venues.Results;

namespace Tidemark.Venues.Coinbase.Rest;

/// <summary>What the venue's words of refusal mean.</summary>
/// <remarks>Source: Coinbase's documentation, "Create Order", "Edit Order", "Cancel Orders".</remarks>
internal static class CoinbaseCodes
{
    /// <summary>The kind of a refused order.</summary>
    /// <param name="reason">Such as <c>INSUFFICIENT_FUND</c>, <c>PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE</c> or <c>INVALID_EDITED_SIZE</c>.</param>
    public static VenueErrorKind KindOf(string reason) =>
        Says(reason, "INSUFFICIENT") || Says(reason, "LEDGER_BALANCE") ? VenueErrorKind.InsufficientFunds
        : Says(reason, "POST_ONLY") ? VenueErrorKind.WouldTakeLiquidity
        : Says(reason, "LAST_TRADE_PRICE") ? VenueErrorKind.WouldTriggerImmediately
        : Says(reason, "ORDER_NOT_FOUND") || Says(reason, "UNKNOWN_CANCEL_ORDER") ? VenueErrorKind.UnknownOrder
        : Says(reason, "ONLY_OPEN_ORDERS") || Says(reason, "FULLY_FILLED") ? VenueErrorKind.OrderClosed
        : Says(reason, "PRODUCT_ID") ? VenueErrorKind.UnknownInstrument
        : Says(reason, "PRECISION") || Says(reason, "SIZE") || Says(reason, "PRICE") ? VenueErrorKind.RuleViolated
        : Says(reason, "UNSUPPORTED") || Says(reason, "ONLY_LIMIT") ? VenueErrorKind.NotSupported
        : Says(reason, "DISABLED") || Says(reason, "INELIGIBLE") || Says(reason, "TRADING_SESSION") ? VenueErrorKind.NotTrading
        : Says(reason, "OPEN_ORDERS_LIMIT") || Says(reason, "TOO_MANY") ? VenueErrorKind.TooManyOrders
        : Says(reason, "UNAUTHORIZED") || Says(reason, "NOT_ALLOWED") || Says(reason, "PERMISSION") ? VenueErrorKind.Permission
        : Says(reason, "INVALID") ? VenueErrorKind.InvalidRequest
        : VenueErrorKind.Rejected;

    /// <summary>The kind of an answer whose status is an error.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="code">The venue's word; empty where it gave none.</param>
    /// <param name="message">Its message.</param>
    public static VenueErrorKind KindOf(int status, string code, string message) => status switch
    {
        429 => VenueErrorKind.RateLimited,
        401 => VenueErrorKind.Authentication,
        403 => code.Length > 0 ? VenueErrorKind.Permission : VenueErrorKind.Banned,
        404 => Says(message, "order") ? VenueErrorKind.UnknownOrder : Says(message, "product") ? VenueErrorKind.UnknownInstrument : VenueErrorKind.NotSupported,
        503 when Says(message, "maintenance") => VenueErrorKind.Maintenance,
        >= 500 => VenueErrorKind.ServerError,
        400 when Says(message, "product") => VenueErrorKind.UnknownInstrument,
        400 => VenueErrorKind.InvalidRequest,
        _ => VenueErrorKind.Rejected,
    };

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(VenueErrorKind kind) => kind is VenueErrorKind.ServerError or VenueErrorKind.Maintenance or VenueErrorKind.RateLimited or VenueErrorKind.Banned;

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
