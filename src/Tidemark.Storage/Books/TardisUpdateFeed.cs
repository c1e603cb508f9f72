namespace Tidemark.Storage.Books;

/// <summary>
/// tardis.dev <c>incremental_book_L2</c>: a row a level, times in microseconds; rows of one message share both times. Rows marked as snapshot
/// after others that are not begin a new book. There are no update numbers, so nothing can be said about missing messages.
/// </summary>
internal sealed class TardisUpdateFeed : IBookFeed
{
    private readonly FeedTable table;
    private readonly int time, localTime, isSnapshot, side, price, amount;

    public TardisUpdateFeed(FeedLines lines)
    {
        table = new FeedTable(lines);
        (time, localTime, isSnapshot) = (table.Column("timestamp"), table.Column("local_timestamp"), table.Column("is_snapshot"));
        (side, price, amount) = (table.Column("side"), table.Column("price"), table.Column("amount"));
    }

    public string Format => "tardis-l2";

    public long SkippedLines => 0;

    public bool TryRead(FeedMessage message)
    {
        message.Clear();
        message.Line = table.Line + 1;
        if (!table.HasRow && !table.MoveNext()) return false;
        message.Line = table.Line;
        var isWhole = IsSnapshot();
        message.Kind = isWhole ? BookMessageKind.Snapshot : BookMessageKind.Update;
        var (eventTime, received) = (table.Whole(time), table.Whole(localTime));
        message.EventTime = checked(eventTime * Instant.NanosecondsPerMicrosecond);
        message.ReceivedAt = checked(received * Instant.NanosecondsPerMicrosecond);
        do
        {
            (IsBid() ? message.Bids : message.Asks).Add((table.Number(price), table.Number(amount)));
        }
        while (table.MoveNext() && IsSnapshot() == isWhole && table.Whole(time) == eventTime && table.Whole(localTime) == received);
        return true;
    }

    private bool IsSnapshot() => table.Text(isSnapshot).SequenceEqual("true"u8);

    private bool IsBid()
    {
        var text = table.Text(side);
        return text.SequenceEqual("bid"u8) || (text.SequenceEqual("ask"u8) ? false : throw new FormatException("the side is neither bid nor ask"));
    }
}
