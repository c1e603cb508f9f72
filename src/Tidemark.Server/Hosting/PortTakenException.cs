namespace Tidemark.Server.Hosting;

/// <summary>Another program listens on the port: nothing that was asked is wrong, and the same command works once that program has ended.</summary>
public sealed class PortTakenException(string message, Exception cause) : IOException(message, cause);
