using System.Globalization;

namespace Tidemark.Storage.Books;

/// <summary>tardis.dev <c>book_snapshot_5</c> or <c>_25</c>: the best levels of both sides in every row, times in microseconds. Every row is a whole book of so many levels.</summary>
internal sealed class TardisSnapshotFeed : IBookFeed
{
    private readonly FeedTable table;
    private readonly int time;
    private readonly int localTime;
    private readonly List<(int Price, int Amount)> bids = [];
    private readonly List<(int Price, int Amount)> asks = [];

    public TardisSnapshotFeed(FeedLines lines)
    {
        table = new FeedTable(lines);
        (time, localTime) = (table.Column("timestamp"), table.Column("local_timestamp"));
        for (var level = 0; table.TryColumn(NameOf("asks", level)) >= 0; level++)
        {
            asks.Add((table.Column(NameOf("asks", level)), table.Column(NameOf("asks", level, "amount"))));
            bids.Add((table.Column(NameOf("bids", level)), table.Column(NameOf("bids", level, "amount"))));
        }
    }

    public string Format => "tardis-snapshot";

    public long SkippedLines => 0;

    public bool TryRead(FeedMessage message)
    {
        message.Clear();
        message.Line = table.Line + 1;
        if (!table.MoveNext()) return false;
        message.Line = table.Line;
        message.Kind = BookMessageKind.Snapshot;
        message.EventTime = checked(table.Whole(time) * Instant.NanosecondsPerMicrosecond);
        message.ReceivedAt = checked(table.Whole(localTime) * Instant.NanosecondsPerMicrosecond);
        Take(bids, message.Bids);
        Take(asks, message.Asks);
        return true;
    }

    private void Take(List<(int Price, int Amount)> columns, List<(FeedNumber, FeedNumber)> levels)
    {
        foreach (var (price, amount) in columns)
            if (!table.Text(price).IsEmpty) levels.Add((table.Number(price), table.Number(amount)));
    }

    private static string NameOf(string side, int level, string what = "price") => string.Create(CultureInfo.InvariantCulture, $"{side}[{level}].{what}");
}
