using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sources;

/// <summary>Walks through a recording twice at once: in the order in which things happened at the venue, and in that in which we received them.</summary>
/// <param name="instrument">Whose recording it is.</param>
/// <param name="columns">The recording.</param>
internal sealed class BookCursor(InstrumentIndex instrument, BookColumns columns)
{
    private int happened;
    private int received;

    /// <summary>When the next thing happens at the venue; the end of time after the last.</summary>
    public long NextHappened { get; private set; } = columns.Count == 0 ? long.MaxValue : columns.EventTimes.Span[(int)columns.VenueOrder.Span[0]];

    /// <summary>When we receive the next message.</summary>
    public long NextReceived { get; private set; } = columns.Count == 0 ? long.MaxValue : columns.ReceivedTimes.Span[0];

    public BookArrival TakeHappened()
    {
        var order = columns.VenueOrder.Span;
        var message = BookArrival.Of(instrument, columns, (int)order[happened++]);
        NextHappened = happened == order.Length ? long.MaxValue : columns.EventTimes.Span[(int)order[happened]];
        return message;
    }

    public BookArrival TakeReceived()
    {
        var message = BookArrival.Of(instrument, columns, received++);
        NextReceived = received == columns.Count ? long.MaxValue : columns.ReceivedTimes.Span[received];
        return message;
    }
}
