using Tidemark.Engine.Books;

namespace Tidemark.Storage.Books;

/// <summary>An order book as it stood at a moment of the venue's time.</summary>
/// <param name="Book">The book, from snapshots and updates alone.</param>
/// <param name="ReceivedAt">When we received the last message in it; null before the first.</param>
/// <param name="Messages">How many messages of all kinds had happened.</param>
public sealed record BookState(OrderBook Book, Instant? ReceivedAt, long Messages);
