namespace Tidemark.Venues.Ports;

/// <summary>Where a venue is reached. Every address is an option, so that all of it runs against a simulated exchange.</summary>
/// <param name="Rest">The base of requests.</param>
/// <param name="Streams">The base of public streams.</param>
/// <param name="Private">The base of private streams, or of requests by socket.</param>
public sealed record VenueEndpoints(Uri Rest, Uri Streams, Uri Private)
{
    /// <summary>All three at one server: <c>http://127.0.0.1:9000</c> gives <c>ws://127.0.0.1:9000</c> for sockets.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="privatePath">The path of the private socket below it.</param>
    public static VenueEndpoints OneServer(Uri server, string privatePath = "")
    {
        var socket = new UriBuilder(server) { Scheme = server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
        return new VenueEndpoints(server, socket, new Uri(socket, privatePath));
    }
}
