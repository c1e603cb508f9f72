using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Credentials;

/// <summary>Refuses keys that can do more than trade, or that cannot trade.</summary>
public static class KeyCheck
{
    /// <summary>Asks the venue what the key may do.</summary>
    /// <param name="account">Of the key.</param>
    /// <param name="allowsWithdrawal">Whether a key that can take money out is accepted.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The rights, an error of kind permission where the key is refused, or why the venue did not say.</returns>
    public static async Task<VenueResult<KeyRights>> CheckAsync(IAccountVenue account, bool allowsWithdrawal, CancellationToken cancellation = default)
    {
        if (!(await account.ReadKeyRightsAsync(cancellation).ConfigureAwait(false)).TryGet(out var rights, out var error)) return error;
        if (rights.CanWithdraw == true && !allowsWithdrawal)
            return VenueError.Final(VenueErrorKind.Permission, "the key can take money out; make one for trading without the right to withdraw");
        return rights.CanTrade ? rights : VenueError.Final(VenueErrorKind.Permission, "the key may not trade");
    }
}
