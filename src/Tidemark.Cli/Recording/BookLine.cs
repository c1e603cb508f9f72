using System.Buffers;
using System.Buffers.Text;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Cli.Recording;

/// <summary>
/// Messages of a book and trades as lines of text that <c>book replay</c> and <c>backtest --depth</c> read: the time of receipt in nanoseconds, a blank,
/// and JSON of the form of Binance's streams, whichever venue it was. Updates are numbered without gaps, because the feed has checked that
/// they are whole; where it lost some, a line says so.
/// </summary>
internal sealed class BookLine
{
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

    /// <summary>The line last made, with its end.</summary>
    public ReadOnlySpan<byte> Text => buffer.WrittenSpan;

    /// <summary>A whole book as it came. It says no time of the venue: snapshots answer a request, and count at the time of the last update.</summary>
    public void MakeSnapshot(in BookArrival message, BookScale scale, long id)
    {
        Begin(message.ReceivedAt);
        Put("{\"lastUpdateId\":"u8);
        Put(id);
        PutLevels(",\"bids\":["u8, message.BidTicks, message.BidLots, scale);
        PutLevels("],\"asks\":["u8, message.AskTicks, message.AskLots, scale);
        Put("]}\n"u8);
    }

    /// <summary>A whole book as it stands, for the beginning of a file.</summary>
    public void MakeSnapshot(OrderBook book, Instant receivedAt, long id)
    {
        Begin(receivedAt);
        Put("{\"lastUpdateId\":"u8);
        Put(id);
        Put(",\"bids\":["u8);
        for (var rank = 0; rank < book.BidCount; rank++) PutLevel(rank, book.Bid(rank), book.Scale);
        Put("],\"asks\":["u8);
        for (var rank = 0; rank < book.AskCount; rank++) PutLevel(rank, book.Ask(rank), book.Scale);
        Put("]}\n"u8);
    }

    /// <summary>A complete update.</summary>
    /// <param name="message">The update.</param>
    /// <param name="scale">Its grid.</param>
    /// <param name="firstId">The number after that of the update before.</param>
    /// <param name="lastId">Its own.</param>
    public void MakeUpdate(in BookArrival message, BookScale scale, long firstId, long lastId)
    {
        Begin(message.ReceivedAt);
        Put("{\"e\":\"depthUpdate\",\"E\":"u8);
        Put(message.EventTime.UnixMilliseconds);
        Put(",\"U\":"u8);
        Put(firstId);
        Put(",\"u\":"u8);
        Put(lastId);
        PutLevels(",\"b\":["u8, message.BidTicks, message.BidLots, scale);
        PutLevels("],\"a\":["u8, message.AskTicks, message.AskLots, scale);
        Put("]}\n"u8);
    }

    /// <summary>Updates are missing: the book is unknown until the next snapshot.</summary>
    public void MakeGap(in BookArrival message)
    {
        Begin(message.ReceivedAt);
        Put("{\"e\":\"bookLost\"}\n"u8);
    }

    /// <summary>What follows comes from a simulated exchange.</summary>
    public void MakeOrigin(Instant receivedAt)
    {
        Begin(receivedAt);
        Put("{\"e\":\"simulated\"}\n"u8);
    }

    public void MakeTrade(in Trade trade, Instant receivedAt)
    {
        Begin(receivedAt);
        Put("{\"e\":\"aggTrade\",\"E\":"u8);
        Put(trade.Time.UnixMilliseconds);
        Put(",\"a\":"u8);
        Put(trade.TradeId);
        Put(",\"p\":\""u8);
        Put((decimal)trade.Price);
        Put("\",\"q\":\""u8);
        Put((decimal)trade.Quantity);
        Put("\",\"T\":"u8);
        Put(trade.Time.UnixMilliseconds);
        Put(trade.Aggressor == Side.Sell ? ",\"m\":true}\n"u8 : ",\"m\":false}\n"u8);
    }

    private void Begin(Instant receivedAt)
    {
        buffer.ResetWrittenCount();
        Put(receivedAt.Nanoseconds);
        Put(" "u8);
    }

    private void PutLevels(ReadOnlySpan<byte> name, ReadOnlySpan<long> ticks, ReadOnlySpan<long> lots, BookScale scale)
    {
        Put(name);
        for (var row = 0; row < ticks.Length; row++) PutLevel(row, scale.ExactPriceOf(ticks[row]), scale.ExactQuantityOf(lots[row]));
    }

    private void PutLevel(int row, BookLevel level, BookScale scale) =>
        PutLevel(row, scale.ExactPriceOf(scale.TicksOf(level.Price)), scale.ExactQuantityOf(scale.LotsOf(level.Quantity)));

    private void PutLevel(int row, decimal price, decimal quantity)
    {
        Put(row == 0 ? "[\""u8 : ",[\""u8);
        Put(price);
        Put("\",\""u8);
        Put(quantity);
        Put("\"]"u8);
    }

    private void Put(ReadOnlySpan<byte> text) => buffer.Write(text);

    private void Put(long number)
    {
        Utf8Formatter.TryFormat(number, buffer.GetSpan(32), out var length);
        buffer.Advance(length);
    }

    private void Put(decimal number)
    {
        Utf8Formatter.TryFormat(number, buffer.GetSpan(48), out var length);
        buffer.Advance(length);
    }
}
