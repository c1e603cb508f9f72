using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>What the venue's error codes and messages mean.</summary>
/// <remarks>Source: Binance's documentation, "Error codes".</remarks>
internal static class BinanceCodes
{
    /// <summary>The kind of an error of the API.</summary>
    /// <param name="code">The venue's code.</param>
    /// <param name="message">Its message, which alone tells the reasons apart that share a code.</param>
    /// <param name="status">Of HTTP.</param>
    public static VenueErrorKind KindOf(int code, string message, int status) => code switch
    {
        -1003 when status == 418 || Says(message, "banned") => VenueErrorKind.Banned,
        -1003 or -1015 or -1034 => VenueErrorKind.RateLimited,
        -1000 or -1001 or -1006 or -1007 or -1008 => VenueErrorKind.ServerError,
        -1002 or -2015 or -2014 or -1022 or -1099 or -4056 => code == -1002 ? VenueErrorKind.Permission : VenueErrorKind.Authentication,
        -1013 => KindOfFilter(message),
        -1016 => VenueErrorKind.Maintenance,
        -1020 => VenueErrorKind.NotSupported,
        -1021 => VenueErrorKind.ClockSkew,
        -1121 => VenueErrorKind.UnknownInstrument,
        -1122 => VenueErrorKind.NotTrading,
        -1010 or -2010 or -2011 or -2038 or -2039 => KindOfRefusal(code, message),
        -2013 or -2026 => VenueErrorKind.UnknownOrder,
        -1111 => VenueErrorKind.RuleViolated,
        _ when status is 401 or 403 => VenueErrorKind.Permission,
        _ when code <= -1100 && code > -2000 || code is -1014 => VenueErrorKind.InvalidRequest,
        _ => status >= 500 ? VenueErrorKind.ServerError : VenueErrorKind.Rejected,
    };

    /// <summary>Whether the venue itself does not know what became of the request, or did a part of it (a cancel without its replacement).</summary>
    public static bool IsOutcomeUnknown(int code) => code is -1000 or -1001 or -1006 or -1007 or -2021;

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(VenueErrorKind kind) => kind is VenueErrorKind.ServerError or VenueErrorKind.Maintenance or VenueErrorKind.RateLimited or VenueErrorKind.Banned
        or VenueErrorKind.ClockSkew or VenueErrorKind.Network or VenueErrorKind.Timeout;

    private static VenueErrorKind KindOfFilter(string message) =>
        Says(message, "MAX_NUM_") ? VenueErrorKind.TooManyOrders
        : Says(message, "not trading") || Says(message, "closed") ? VenueErrorKind.NotTrading
        : VenueErrorKind.RuleViolated;

    private static VenueErrorKind KindOfRefusal(int code, string message) =>
        Says(message, "insufficient balance") ? VenueErrorKind.InsufficientFunds
        : Says(message, "immediately match") ? VenueErrorKind.WouldTakeLiquidity
        : Says(message, "trigger immediately") ? VenueErrorKind.WouldTriggerImmediately
        : Says(message, "duplicate") ? VenueErrorKind.DuplicateOrder
        // The matching engine says so of orders that have ended too: it knows only those that work.
        : Says(message, "unknown order") ? (code == -2011 ? VenueErrorKind.OrderClosed : VenueErrorKind.UnknownOrder)
        : Says(message, "market is closed") ? VenueErrorKind.NotTrading
        : Says(message, "not support") ? VenueErrorKind.NotSupported
        : Says(message, "filter failure") ? KindOfFilter(message)
        : Says(message, "may not place") || Says(message, "disabled") || Says(message, "not permitted") || Says(message, "restricted") ? VenueErrorKind.Permission
        : VenueErrorKind.Rejected;

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
