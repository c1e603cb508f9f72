namespace Tidemark.Storage.Books;

/// <summary>One message of a feed as it was read; the object is used again for the next.</summary>
internal sealed class FeedMessage
{
    /// <summary>The number of a message that has none.</summary>
    public const long NoId = -1;

    public BookMessageKind Kind { get; set; }

    /// <summary>Its line in the file, from 1.</summary>
    public long Line { get; set; }

    /// <summary>When it was received, nanoseconds since 1970; 0 when the file does not say.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>When it happened at the venue; 0 when the file does not say.</summary>
    public long EventTime { get; set; }

    /// <summary>The number of the first change in an update.</summary>
    public long FirstId { get; set; }

    /// <summary>The number of the last change in an update, of a snapshot, a quote or a trade.</summary>
    public long LastId { get; set; }

    /// <summary>The number of the last change of the update before, where the venue names it.</summary>
    public long PreviousId { get; set; }

    /// <summary>Whether it had to wait for a snapshot: its time of receipt then says nothing about the feed's latency.</summary>
    public bool IsHeldBack { get; set; }

    public List<(FeedNumber Price, FeedNumber Quantity)> Bids { get; } = [];

    public List<(FeedNumber Price, FeedNumber Quantity)> Asks { get; } = [];

    public void Clear()
    {
        (Kind, ReceivedAt, EventTime, IsHeldBack) = (default, 0, 0, false);
        (FirstId, LastId, PreviousId) = (NoId, NoId, NoId);
        Bids.Clear();
        Asks.Clear();
    }

    public FeedMessage Copy()
    {
        var copy = new FeedMessage { Kind = Kind, Line = Line, ReceivedAt = ReceivedAt, EventTime = EventTime, FirstId = FirstId, LastId = LastId, PreviousId = PreviousId };
        copy.Bids.AddRange(Bids);
        copy.Asks.AddRange(Asks);
        return copy;
    }
}
