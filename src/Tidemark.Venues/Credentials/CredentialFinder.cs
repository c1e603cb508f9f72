using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Credentials;

/// <summary>Finds the credential for a venue: first in the environment, then in the stores, in the order given.</summary>
/// <param name="environment">Those of the process.</param>
/// <param name="stores">Read only where the environment has none.</param>
public sealed class CredentialFinder(EnvironmentCredentials environment, IReadOnlyList<ICredentialStore> stores)
{
    /// <summary>The credential, or null where there is none at all for this venue and account.</summary>
    /// <exception cref="BadInputException">There is one, but for the other environment; or a place cannot be read.</exception>
    public VenueCredential? TryFind(CredentialId id)
    {
        var others = new List<VenueCredential>();
        foreach (var read in Places(id.Venue))
        {
            foreach (var credential in read())
            {
                if (credential.Id == id) return credential;
                if (credential.Id with { Environment = id.Environment } == id) others.Add(credential);
            }
        }
        // Says that it is bound to the other.
        others.FirstOrDefault()?.Ensure(id.Venue, id.Environment);
        return null;
    }

    /// <summary>The credential.</summary>
    /// <exception cref="BadInputException">There is none, or only one for the other environment.</exception>
    public VenueCredential Find(CredentialId id) =>
        TryFind(id) ?? throw new BadInputException($"there is no key for {id}; add one with './tidemark keys add --venue {id.Venue}{(id.Environment == VenueEnvironment.Testnet ? " --environment testnet" : "")}"
            + $"{(id.Account == CredentialId.DefaultAccount ? "" : $" --account {id.Account}")}', or set {EnvironmentCredentials.VariableOf(id)}");

    private IEnumerable<Func<IReadOnlyList<VenueCredential>>> Places(string venue)
    {
        yield return () => environment.Read(venue);
        foreach (var store in stores)
            if (store.Exists) yield return store.Read;
    }
}
