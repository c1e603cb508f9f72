using Tidemark.Engine.Books;

namespace Tidemark.Venues.Books;

/// <summary>How a venue's updates follow each other.</summary>
public interface IBookRule
{
    /// <summary>Looks at an update before it is applied.</summary>
    /// <param name="lastId">The number of the last change in the book.</param>
    /// <param name="isFirst">Whether it would be the first after a snapshot.</param>
    /// <param name="mark">That of the update.</param>
    UpdateVerdict Judge(long lastId, bool isFirst, in UpdateMark mark);

    /// <summary>Looks at the book after an update was applied: false where a checksum does not fit.</summary>
    bool IsRight(OrderBook book, in UpdateMark mark);
}
