using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>With what a connector is made.</summary>
/// <param name="Endpoints">Where everything is.</param>
/// <param name="Key">Null for public data only.</param>
/// <param name="Http">How patient its requests are.</param>
/// <param name="Sockets">How patient its sockets are.</param>
public sealed record VenueOpening(VenueEndpoints Endpoints, VenueCredential? Key, VenueHttpOptions Http, SocketOptions Sockets);
