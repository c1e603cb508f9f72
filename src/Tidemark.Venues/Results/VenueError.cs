namespace Tidemark.Venues.Results;

/// <summary>
/// Why a request to a venue did not succeed. Only what cannot have happened may be repeated without asking: a network error never means
/// that an order failed.
/// </summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
/// <param name="MayHaveHappened">Whether the venue may have carried the request out all the same. False for what only reads.</param>
/// <param name="VenueCode">The venue's own code, such as <c>-2010</c>; empty where it gave none.</param>
/// <param name="Message">One line for people, without secrets.</param>
public sealed record VenueError(VenueErrorKind Kind, bool IsTransient, bool MayHaveHappened, string VenueCode, string Message)
{
    /// <summary>How long the venue asked to wait.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>What it means to an order that was refused.</summary>
    public OrderReason Reason { get; init; } = Kind.ToOrderReason();

    /// <summary>An error of which nothing came, and which repeating will not mend.</summary>
    public static VenueError Final(VenueErrorKind kind, string message, string venueCode = "") => new(kind, false, false, venueCode, message);

    /// <summary>An error of which nothing came, and which may go away.</summary>
    public static VenueError Passing(VenueErrorKind kind, string message, string venueCode = "") => new(kind, true, false, venueCode, message);

    public override string ToString() => VenueCode.Length > 0 ? $"{Kind} ({VenueCode}): {Message}" : $"{Kind}: {Message}";
}
