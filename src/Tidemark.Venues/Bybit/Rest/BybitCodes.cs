using Tidemark.Venues.Results;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>What the venue's codes (<c>retCode</c>) mean to requests for public data.</summary>
/// <remarks>Source: Bybit's documentation, "Error Codes".</remarks>
internal static class BybitCodes
{
    public static VenueErrorKind KindOf(int code, string message) => code switch
    {
        10001 when message.Contains("symbol", StringComparison.OrdinalIgnoreCase) => VenueErrorKind.UnknownInstrument,
        10001 or 10014 or 20006 => VenueErrorKind.InvalidRequest,
        10002 or -1 => VenueErrorKind.ClockSkew,
        10003 or 10004 or 10007 or 33004 or -2015 => VenueErrorKind.Authentication,
        10005 or 10010 or 10024 or 10027 or 10028 or 10029 => VenueErrorKind.Permission,
        10006 or 10018 or 20003 or 10429 => VenueErrorKind.RateLimited,
        10008 or 10009 => VenueErrorKind.Banned,
        10000 or 10016 or 429 => VenueErrorKind.ServerError,
        10019 => VenueErrorKind.Maintenance,
        10017 or 10404 => VenueErrorKind.NotSupported,
        _ => VenueErrorKind.Rejected,
    };

    public static bool IsTransient(VenueErrorKind kind) =>
        kind is VenueErrorKind.ServerError or VenueErrorKind.Maintenance or VenueErrorKind.RateLimited or VenueErrorKind.Banned or VenueErrorKind.ClockSkew;
}
