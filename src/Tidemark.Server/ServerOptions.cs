using Tidemark.Server.Access;
using Tidemark.Storage.Homes;

namespace Tidemark.Server;

/// <summary>Where the server listens and who may use it.</summary>
public sealed record ServerOptions
{
    public const int DefaultPort = 8000;
    public const string Localhost = "localhost";
    public const string Everywhere = "*";

    /// <summary>The TCP port; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary><c>localhost</c> (this machine only), the address of a network card to listen on, or <c>*</c> for all of them.</summary>
    public string Host { get; init; } = Localhost;

    /// <summary>Names by which browsers may address the server besides localhost and plain addresses: that of a reverse proxy.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whose kept runs are shown.</summary>
    public required HomeFolder Home { get; init; }

    /// <summary>What a client must show.</summary>
    public required AccessToken Token { get; init; }

    /// <summary>How often a stream of events says that it is alive when nothing happens.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The shortest time between two events of a stream, however fast the session is.</summary>
    public TimeSpan EventSpacing { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Streams of events open at once; one more is refused.</summary>
    public int MaximumStreams { get; init; } = 64;

    /// <summary>The clock of limits and cookies.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
