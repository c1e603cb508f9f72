using Tidemark.Engine.Books;
using Tidemark.Venues.Books;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>
/// The first update after a snapshot must hold the change that follows it (U ≤ lastUpdateId + 1 ≤ u); each later one begins where the last
/// one ended (U = previous u + 1).
/// </summary>
/// <remarks>Source: Binance's documentation, "How to manage a local order book correctly".</remarks>
internal sealed class SpotBookRule : IBookRule
{
    public UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark)
    {
        if (mark.Last <= lastId) return UpdateVerdict.Old;
        var follows = isFirst ? mark.First <= lastId + 1 : mark.First == lastId + 1;
        return follows ? UpdateVerdict.Next : UpdateVerdict.Gap;
    }

    public bool IsRight(OrderBook book, in UpdateMark mark) => true;
}
