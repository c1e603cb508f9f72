using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Credentials;

/// <summary>Lets nothing be traded with a key before its rights are known and found good; they are asked for once.</summary>
/// <param name="account">Of the key.</param>
/// <param name="allowsWithdrawal">Whether a key that can take money out is accepted.</param>
internal sealed class KeyGate(IAccountVenue account, bool allowsWithdrawal)
{
    private volatile bool isGood;

    /// <summary>
    /// Why nothing may be traded with the key now; null when it may. Where the venue has no such question, as test environments have not, it may;
    /// an answer that says nothing, whatever it is, lets nothing through.
    /// </summary>
    public async ValueTask<VenueError?> EnsureAsync(CancellationToken cancellation)
    {
        if (isGood) return null;
        var error = (await KeyCheck.CheckAsync(account, allowsWithdrawal, cancellation).ConfigureAwait(false)).Error;
        if (error is not null && error.Kind != VenueErrorKind.NotSupported) return error;
        isGood = true;
        return null;
    }
}
