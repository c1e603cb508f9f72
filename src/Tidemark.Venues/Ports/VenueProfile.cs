using System.Collections.Immutable;
using Tidemark.Engine.Ports;

namespace Tidemark.Venues.Ports;

/// <summary>What there is to know of a venue before it is asked.</summary>
/// <param name="Name">As in the names of its instruments: <c>binance</c>.</param>
/// <param name="Services">What its connector offers.</param>
/// <param name="Capabilities">What the venue does with orders by itself.</param>
/// <param name="Environments">Where it is reached, live and, where it has one, on its testnet.</param>
public sealed record VenueProfile(string Name, VenueServices Services, VenueCapabilities Capabilities, ImmutableDictionary<VenueEnvironment, VenueEndpoints> Environments)
{
    public bool Offers(VenueServices services) => (Services & services) == services;

    /// <exception cref="BadInputException">The venue has no such environment.</exception>
    public VenueEndpoints EndpointsOf(VenueEnvironment environment) =>
        Environments.TryGetValue(environment, out var endpoints) ? endpoints : throw new BadInputException($"{Name} has no {environment.ToString().ToLowerInvariant()} environment");
}
