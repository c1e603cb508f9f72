namespace Tidemark.Storage.Locking;

/// <summary>Another process does with this home what only one may do at a time. The message is one line that names it.</summary>
public sealed class HomeLockedException(string message) : IOException(message);
