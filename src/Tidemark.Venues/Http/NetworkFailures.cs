using System.Net.Sockets;
using System.Security.Authentication;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Http;

/// <summary>
/// Says what the failure of a request means. Before a connection stands nothing can have been sent: no name, a refused connection, no
/// trust. After that a request that changes something may have been carried out, whatever broke.
/// </summary>
public static class NetworkFailures
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="onlyReads">Whether the request changes nothing.</param>
    /// <param name="what">The request and its server, for the message.</param>
    public static VenueError Classify(Exception failure, bool onlyReads, string what)
    {
        var mayHaveHappened = !onlyReads && !IsBeforeSending(failure);
        var isTimeout = failure is OperationCanceledException or TimeoutException;
        var message = isTimeout ? $"{what}: no answer in time" : $"{what}: {Innermost(failure)}";
        return new VenueError(isTimeout ? VenueErrorKind.Timeout : VenueErrorKind.Network, true, mayHaveHappened, "", message);
    }

    private static bool IsBeforeSending(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => true,
        HttpRequestException { InnerException: ConnectFailedException or AuthenticationException } => true,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => true,
        ConnectFailedException => true,
        _ => false,
    };

    private static string Innermost(Exception failure)
    {
        // What is inside of a connection that took too long tells only that the waiting was ended.
        while (failure.InnerException is { } inner && inner is not OperationCanceledException) failure = inner;
        return failure.Message.ReplaceLineEndings(" ");
    }
}
