namespace Tidemark.Venues.Http;

/// <summary>No connection could be made: nothing has been sent.</summary>
internal sealed class ConnectFailedException(string message, Exception inner) : IOException(message, inner);
