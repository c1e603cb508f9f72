using Tidemark.Engine.Books;
using Tidemark.Venues.Books;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>
/// Numbers of the futures' books have holes, so each update names the end of the one before. The first one after a snapshot holds its end
/// (U ≤ lastUpdateId ≤ u) or begins there; each later one follows the last (pu = previous u).
/// </summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "How to manage a local order book correctly".</remarks>
internal sealed class ContractBookRule : IBookRule
{
    public UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark)
    {
        if (mark.Last <= lastId) return UpdateVerdict.Old;
        return mark.Previous == lastId || (isFirst && mark.First <= lastId) ? UpdateVerdict.Next : UpdateVerdict.Gap;
    }

    public bool IsRight(OrderBook book, in UpdateMark mark) => true;
}
