using Tidemark.Engine.Bars;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Storage.Books;

/// <summary>
/// Bars of a recording, for indicators and equity: built from its trades by the time at which they were received, so that a bar holds nothing that was
/// not known at its close. A recording without trades gives bars of the middle of its book, without volume.
/// </summary>
public static class RecordedBars
{
    public static BarColumns Of(BookColumns columns, Interval interval)
    {
        var hasTrades = columns.Kinds.Span.ContainsAny((byte)BookMessageKind.Trade, (byte)BookMessageKind.BuyTrade, (byte)BookMessageKind.SellTrade);
        var aggregator = new BarAggregator(interval);
        var builder = hasTrades ? null : new BookBuilder(columns.Scale);
        var bars = new List<Bar>();
        for (var index = 0; index < columns.Count; index++)
        {
            var received = new Instant(columns.ReceivedTimes.Span[index]);
            if (aggregator.TryClose(received, out var closed)) bars.Add(closed);
            var message = BookArrival.Of(default, columns, index);
            if (message.Kind.IsTrade()) aggregator.Add(new Trade(received, columns.Scale.PriceOf(message.Ticks[0]), columns.Scale.QuantityOf(message.Lots[0]), null, 0));
            else if (builder is not null && builder.Apply(message) && builder.Book is { IsValid: true, HasBothSides: true } book) aggregator.Add(new Trade(received, book.Mid, 0, null, 0));
        }
        if (aggregator.TryClose(Instant.MaxValue, out var last)) bars.Add(last);
        return BarColumns.FromBars(interval, bars);
    }
}
