using Tidemark.Venues.Http;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Limits;

/// <summary>Says when a request may be sent, and learns from the answers.</summary>
public interface IRateBudget
{
    /// <summary>Takes what a request costs, waiting for it where that is short. Returns an error of kind rate limited where it would be long: nothing was sent.</summary>
    ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation);

    /// <summary>Reads what the venue says about limits in an answer, bans above all.</summary>
    void Learn(VenueCall call, VenueAnswer answer);
}
