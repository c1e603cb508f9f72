namespace Tidemark.Domain;

/// <summary>A change of one price level of an order book: the new quantity at the price, 0 when the level is gone.</summary>
/// <param name="UpdateId">The venue's number of the update that carried it.</param>
/// <param name="IsLast">Whether it is the last change of that update: only then is the book consistent.</param>
public readonly record struct BookDelta(Instant Time, Side Side, double Price, double Quantity, long UpdateId, bool IsLast);
