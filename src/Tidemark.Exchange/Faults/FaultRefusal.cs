using Microsoft.AspNetCore.Http;

namespace Tidemark.Exchange.Faults;

/// <summary>An error that a plan asks for; a dialect says it in its venue's words.</summary>
/// <param name="Status">HTTP status where the venue has no other habit.</param>
/// <param name="RetryAfterSeconds">Null where nothing is promised.</param>
/// <param name="Now">The exchange's time as told.</param>
internal readonly record struct FaultRefusal(FaultKind Kind, int Status, int? RetryAfterSeconds, Instant Now)
{
    public static FaultRefusal Of(Fault fault, Instant now) => fault.Kind switch
    {
        FaultKind.RateLimit => new FaultRefusal(fault.Kind, StatusCodes.Status429TooManyRequests, fault.RetryAfterSeconds ?? 10, now),
        FaultKind.Ban => new FaultRefusal(fault.Kind, StatusCodes.Status418ImATeapot, fault.RetryAfterSeconds ?? 120, now),
        _ => new FaultRefusal(fault.Kind, fault.Status ?? StatusCodes.Status503ServiceUnavailable, null, now),
    };
}
