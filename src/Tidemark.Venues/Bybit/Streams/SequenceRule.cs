using Tidemark.Engine.Books;
using Tidemark.Venues.Books;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>Each update has the number after the last one's (<c>u</c>).</summary>
/// <remarks>Source: Bybit's documentation, "Orderbook" of the public streams.</remarks>
internal sealed class SequenceRule : IBookRule
{
    public UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark) =>
        mark.Last <= lastId ? UpdateVerdict.Old : mark.First == lastId + 1 ? UpdateVerdict.Next : UpdateVerdict.Gap;

    public bool IsRight(OrderBook book, in UpdateMark mark) => true;
}
