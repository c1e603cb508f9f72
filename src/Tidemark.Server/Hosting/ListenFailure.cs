using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tidemark.Server.Hosting;

/// <summary>Says in one line why a server cannot listen where it was told to.</summary>
internal static class ListenFailure
{
    /// <exception cref="BadInputException">The host is neither localhost nor an address, or the port is none.</exception>
    public static IPAddress AddressOf(string host) =>
        IPAddress.TryParse(host, out var address) ? address
            : throw new BadInputException($"'{host}' is not an address to listen on; write localhost, the address of a network card, or * for all of them");

    /// <exception cref="BadInputException">The port is none.</exception>
    public static void CheckPort(int port)
    {
        if (port is < 0 or > IPEndPoint.MaxPort)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--port {port}: a port is a number from 1 to {IPEndPoint.MaxPort}; 0 takes any free one"));
    }

    /// <summary>Listens for a moment on every address that the host stands for.</summary>
    /// <exception cref="BadInputException">One of them cannot be listened on.</exception>
    /// <exception cref="PortTakenException">Another program listens there.</exception>
    public static void Check(string host, int port)
    {
        CheckPort(port);
        IPAddress[] addresses = host switch
        {
            ServerOptions.Localhost when Socket.OSSupportsIPv6 => [IPAddress.Loopback, IPAddress.IPv6Loopback],
            ServerOptions.Localhost => [IPAddress.Loopback],
            ServerOptions.Everywhere => [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any],
            _ => [AddressOf(host)],
        };
        foreach (var address in addresses)
        {
            try
            {
                using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen();
            }
            catch (SocketException e) when (host != ServerOptions.Localhost || e.SocketErrorCode == SocketError.AddressAlreadyInUse || !address.Equals(IPAddress.IPv6Loopback))
            {
                throw Explain(e, host, port) ?? new BadInputException($"cannot listen on {host} port {port}: {e.Message}", e);
            }
            catch (SocketException)
            {
                // Machines without the IPv6 loopback serve the other one.
            }
        }
    }

    /// <returns>A <see cref="PortTakenException"/> or a <see cref="BadInputException"/>; null when the failure has nothing to do with listening.</returns>
    public static Exception? Explain(Exception failure, string host, int port)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException!)
        {
            if (cause is SocketException socket) return Explain(socket.SocketErrorCode, failure, host, port);
            if (cause is Microsoft.AspNetCore.Connections.AddressInUseException) return Explain(SocketError.AddressAlreadyInUse, failure, host, port);
        }
        return null;
    }

    private static Exception? Explain(SocketError error, Exception failure, string host, int port)
    {
        var other = port is > 0 and < IPEndPoint.MaxPort ? port + 1 : ServerOptions.DefaultPort;
        var text = error switch
        {
            SocketError.AddressAlreadyInUse => $"port {port} is in use by another program; end it, or choose another port, such as --port {other} (--port 0 takes any free one)",
            SocketError.AccessDenied => $"this user may not listen on port {port}; choose a port above 1023, such as --port {ServerOptions.DefaultPort}",
            SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => $"no network card of this machine has the address {host}",
            _ => null,
        };
        if (text is null) return null;
        return error == SocketError.AddressAlreadyInUse ? new PortTakenException(text, failure) : new BadInputException(text, failure);
    }
}
