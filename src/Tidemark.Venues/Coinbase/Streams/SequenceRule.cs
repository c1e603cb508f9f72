using Tidemark.Engine.Books;
using Tidemark.Venues.Books;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>
/// The numbers of messages count those of the whole connection, so that only the connection sees a hole; it says so itself. What comes after
/// the snapshot follows it.
/// </summary>
internal sealed class SequenceRule : IBookRule
{
    public UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark) => mark.Last <= lastId ? UpdateVerdict.Old : UpdateVerdict.Next;

    public bool IsRight(OrderBook book, in UpdateMark mark) => !book.IsCrossed;
}
