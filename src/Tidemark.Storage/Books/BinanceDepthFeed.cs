namespace Tidemark.Storage.Books;

/// <summary>
/// Binance's own order-book files, a row a level: <c>symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu</c> with
/// <c>snap</c> or <c>set</c> as the type of update and <c>a</c> or <c>b</c> as the side, times in milliseconds. When it was received they do not say.
/// </summary>
internal sealed class BinanceDepthFeed : IBookFeed
{
    private readonly FeedTable table;
    private readonly int time, firstId, lastId, side, kind, price, quantity, previousId;

    public BinanceDepthFeed(FeedLines lines)
    {
        table = new FeedTable(lines);
        (time, firstId, lastId, side) = (table.Column("timestamp"), table.Column("first_update_id"), table.Column("last_update_id"), table.Column("side"));
        (kind, price, quantity, previousId) = (table.Column("update_type"), table.Column("price"), table.Column("qty"), table.TryColumn("pu"));
    }

    public string Format => "binance-depth";

    public long SkippedLines => 0;

    public bool TryRead(FeedMessage message)
    {
        message.Clear();
        message.Line = table.Line + 1;
        if (!table.HasRow && !table.MoveNext()) return false;
        message.Line = table.Line;
        message.Kind = KindOf();
        message.EventTime = checked(table.Whole(time) * Instant.NanosecondsPerMillisecond);
        (message.FirstId, message.LastId) = (table.Whole(firstId), table.Whole(lastId));
        if (previousId >= 0 && message.Kind == BookMessageKind.Update) message.PreviousId = table.Whole(previousId);
        do
        {
            (IsBid() ? message.Bids : message.Asks).Add((table.Number(price), table.Number(quantity)));
        }
        while (table.MoveNext() && KindOf() == message.Kind && table.Whole(lastId) == message.LastId);
        return true;
    }

    private BookMessageKind KindOf()
    {
        var text = table.Text(kind);
        return text.SequenceEqual("snap"u8) ? BookMessageKind.Snapshot : text.SequenceEqual("set"u8) ? BookMessageKind.Update : throw new FormatException("the type of update is neither snap nor set");
    }

    private bool IsBid()
    {
        var text = table.Text(side);
        return text.SequenceEqual("b"u8) || (text.SequenceEqual("a"u8) ? false : throw new FormatException("the side is neither a nor b"));
    }
}
