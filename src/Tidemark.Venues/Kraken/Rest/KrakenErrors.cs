using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Rest;

/// <summary>What the venue's error texts mean.</summary>
/// <remarks>Source: Kraken's documentation, "Error messages".</remarks>
internal static class KrakenErrors
{
    private static readonly (string Begin, VenueErrorKind Kind)[] Kinds =
    [
        ("EAPI:Rate limit", VenueErrorKind.RateLimited),
        ("EAPI:Invalid nonce", VenueErrorKind.NonceTooLow),
        ("EAPI:", VenueErrorKind.Authentication),
        ("EAuth:Rate limit", VenueErrorKind.RateLimited),
        ("EAuth:Too many", VenueErrorKind.RateLimited),
        ("EAuth:", VenueErrorKind.Authentication),
        ("ESession:", VenueErrorKind.Authentication),
        ("EAccount:", VenueErrorKind.Permission),
        ("EGeneral:Too many requests", VenueErrorKind.RateLimited),
        ("EGeneral:Temporary lockout", VenueErrorKind.Banned),
        ("EGeneral:Permission denied", VenueErrorKind.Permission),
        ("EGeneral:Invalid arguments:volume", VenueErrorKind.RuleViolated),
        ("EGeneral:Invalid arguments:price", VenueErrorKind.RuleViolated),
        ("EGeneral:Invalid arguments", VenueErrorKind.InvalidRequest),
        ("EGeneral:Unknown method", VenueErrorKind.NotSupported),
        ("EGeneral:Internal error", VenueErrorKind.ServerError),
        ("EDatabase:", VenueErrorKind.ServerError),
        ("EQuery:Unknown asset", VenueErrorKind.UnknownInstrument),
        ("EQuery:Invalid asset", VenueErrorKind.UnknownInstrument),
        ("EQuery:", VenueErrorKind.InvalidRequest),
        ("EOrder:Rate limit", VenueErrorKind.RateLimited),
        ("EOrder:Insufficient funds", VenueErrorKind.InsufficientFunds),
        ("EOrder:Order minimum", VenueErrorKind.RuleViolated),
        ("EOrder:Cost minimum", VenueErrorKind.RuleViolated),
        ("EOrder:Tick size", VenueErrorKind.RuleViolated),
        ("EOrder:Invalid price", VenueErrorKind.RuleViolated),
        ("EOrder:Orders limit", VenueErrorKind.TooManyOrders),
        ("EOrder:Scheduled orders limit", VenueErrorKind.TooManyOrders),
        ("EOrder:Post only", VenueErrorKind.WouldTakeLiquidity),
        ("EOrder:Unknown order", VenueErrorKind.UnknownOrder),
        ("EOrder:Invalid order", VenueErrorKind.UnknownOrder),
        ("EOrder:Duplicate", VenueErrorKind.DuplicateOrder),
        ("EOrder:Cannot open", VenueErrorKind.NotSupported),
        ("EOrder:Trading agreement", VenueErrorKind.Permission),
        ("EService:Market in", VenueErrorKind.NotTrading),
        ("EService:Deadline elapsed", VenueErrorKind.Timeout),
        ("EService:", VenueErrorKind.Maintenance),
        ("ETrade:User Locked", VenueErrorKind.Permission),
        ("Currency pair not supported", VenueErrorKind.UnknownInstrument),
    ];

    public static VenueErrorKind KindOf(string text)
    {
        foreach (var (begin, kind) in Kinds)
            if (text.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) return kind;
        return text.Contains("cl_ord_id", StringComparison.Ordinal) && text.Contains("in use", StringComparison.OrdinalIgnoreCase) ? VenueErrorKind.DuplicateOrder : VenueErrorKind.Rejected;
    }

    /// <summary>The error of a text, for a request that changes something or does not.</summary>
    public static VenueError Of(string text, bool onlyReads, string what)
    {
        var kind = KindOf(text);
        var isTransient = kind is VenueErrorKind.RateLimited or VenueErrorKind.Banned or VenueErrorKind.ServerError or VenueErrorKind.Maintenance or VenueErrorKind.NonceTooLow or VenueErrorKind.Timeout;
        return new VenueError(kind, isTransient, !onlyReads && IsOutcomeUnknown(text), CodeOf(text), $"{what}: {text}");
    }

    /// <summary>When a service behind the gateway fails, the engine may have had the order already; a deadline that has passed is the engine's own word.</summary>
    private static bool IsOutcomeUnknown(string text) =>
        KindOf(text) == VenueErrorKind.ServerError || (text.StartsWith("EService:", StringComparison.OrdinalIgnoreCase) && KindOf(text) == VenueErrorKind.Maintenance);

    private static string CodeOf(string text) => text.Length <= 60 ? text : text[..60];
}
