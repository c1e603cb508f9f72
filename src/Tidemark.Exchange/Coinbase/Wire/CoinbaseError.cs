namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>A request that is not answered with what it asks for: HTTP status, code and message.</summary>
/// <param name="code">Such as <c>INVALID_ARGUMENT</c>; in the older API in small letters.</param>
internal sealed class CoinbaseError(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public static CoinbaseError Argument(string message) => new("INVALID_ARGUMENT", message);

    public static CoinbaseError NotFound(string message) => new("NOT_FOUND", message, 404);

    /// <param name="reason">For the exchange's own reader; the venue says no more than that.</param>
    public static CoinbaseError Unauthorized(string reason) => new("unauthorized", reason, 401);

    public static CoinbaseError TooMany() => new("rate_limit_exceeded", "Too many requests", 429);
}
