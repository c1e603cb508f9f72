using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Composition;

/// <summary>Where a key may be sent: a server of one's own choice is looked at before anything is signed with the key.</summary>
internal static class KeyDestination
{
    /// <summary>Refuses a server that is of another environment or venue than the key, or that the key would be sent to unencrypted over a network.</summary>
    /// <exception cref="BadInputException">The key is not sent there.</exception>
    public static void Ensure(VenueCredential credential, Uri server)
    {
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
            throw new BadInputException($"the key {credential.Id} is not sent to {server}: without https others on the network can read it; only a server on this machine is asked without");
        var host = Host(server);
        var own = HostsOf(credential.Id.Venue, credential.Id.Environment).ToArray();
        if (own.Contains(host)) return;
        foreach (var profile in VenueConnector.All.Select(connector => connector.Profile))
        {
            foreach (var environment in profile.Environments.Keys)
            {
                if ((profile.Name, environment) == (credential.Id.Venue, credential.Id.Environment)) continue;
                var isOfOurDomain = own.Any(mine => Domain(mine) == Domain(host)) && !(environment == VenueEnvironment.Live && credential.Id.Environment != VenueEnvironment.Live);
                if (HostsOf(profile.Name, environment).Any(other => host == other || !isOfOurDomain && Domain(host) == Domain(other))) throw new BadInputException($"the key {credential.Id} is not sent to {server.Host}, which is {profile.Name} {environment.ToString().ToLowerInvariant()}");
            }
        }
    }

    private static IEnumerable<string> HostsOf(string venue, VenueEnvironment environment) =>
        VenueConnector.All.Where(connector => connector.Profile.Name == venue && connector.Profile.Environments.ContainsKey(environment))
            .Select(connector => connector.Profile.EndpointsOf(environment)).SelectMany(endpoints => new[] { endpoints.Rest, endpoints.Streams, endpoints.Private }).Select(Host);

    private static string Host(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    /// <summary>
    /// Venues answer under more names than those that are known here, all of one domain: <c>api1.binance.com</c>. A testnet may have a name in the
    /// domain where real money is; it is only known by that name then.
    /// </summary>
    private static string Domain(string host) => string.Join('.', host.Split('.')[^Math.Min(2, host.Split('.').Length)..]);
}
