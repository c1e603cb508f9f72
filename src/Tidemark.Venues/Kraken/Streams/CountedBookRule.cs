using Tidemark.Engine.Books;
using Tidemark.Venues.Books;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>Updates have been counted and their checksums compared before they come here.</summary>
internal sealed class CountedBookRule : IBookRule
{
    public UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark) =>
        mark.Last <= lastId ? UpdateVerdict.Old : mark.First == lastId + 1 ? UpdateVerdict.Next : UpdateVerdict.Gap;

    public bool IsRight(OrderBook book, in UpdateMark mark) => true;
}
