namespace Tidemark.Exchange.Coinbase.Access;

/// <summary>What is left of a limit.</summary>
/// <param name="ResetSeconds">Until it begins anew.</param>
internal readonly record struct RateLimitState(int Limit, int Remaining, long ResetSeconds, bool IsExceeded);
