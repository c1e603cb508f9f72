using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>The book of one instrument as the recorder has it, and what it was at its last updates, to be compared with what the exchange says of them.</summary>
internal sealed class BookCheck(InstrumentId instrument, string symbol, BookScale scale, bool isNumbered)
{
    private const int Remembered = 600;
    private const int ComparedLevels = 25;
    private const int FewestLevels = 10;

    private readonly BookBuilder builder = new(scale, takesQuotes: false);
    private readonly Dictionary<long, Levels> past = [];
    private readonly Queue<long> order = new();
    private Levels? last;
    private long remembered;

    public InstrumentId Instrument => instrument;

    /// <summary>The exchange's name of it.</summary>
    public string Symbol => symbol;

    public OrderBook Book => builder.Book;

    public int Snapshots { get; private set; }

    public long Updates { get; private set; }

    /// <summary>How often the book was compared with the exchange's.</summary>
    public int Compared { get; private set; }

    /// <summary>Takes a message. Returns what is wrong with it; null for nothing.</summary>
    public string? Take(in BookArrival message)
    {
        if (isNumbered && message.Kind == BookMessageKind.Update && message.Id <= Book.UpdateId) return $"{instrument}: book update {message.Id} after {Book.UpdateId}";
        builder.Apply(message);
        if (message.Kind == BookMessageKind.Snapshot) Snapshots++;
        if (message.Kind == BookMessageKind.Update) Updates++;
        if (!Book.IsValid) return null;
        Remember();
        return Book.IsCrossed ? $"{instrument}: the book is crossed at update {Book.UpdateId}, and held valid" : null;
    }

    /// <summary>Compares with the exchange's own book. Returns what differs; null for nothing, also where this update was not seen.</summary>
    public string? Compare(ExchangeBook truth)
    {
        if (!isNumbered)
        {
            // What was not seen may still be under way: only the end tells that something is wrong.
            if (past.Values.Any(seen => IsSame(seen, truth))) Compared++;
            return null;
        }
        if (!past.TryGetValue(truth.UpdateId, out var mine)) return null;
        Compared++;
        var difference = Difference("bid", mine.Bids, truth.Bids) ?? Difference("ask", mine.Asks, truth.Asks);
        return difference is null ? null : $"{instrument}: at update {truth.UpdateId} {difference}";
    }

    /// <summary>Whether the book is now that of the exchange.</summary>
    public bool IsAt(ExchangeBook truth) => Book.IsValid && (isNumbered ? Book.UpdateId == truth.UpdateId : last is not null && IsSame(last, truth));

    private static bool IsSame(Levels mine, ExchangeBook truth) => Difference("bid", mine.Bids, truth.Bids) is null && Difference("ask", mine.Asks, truth.Asks) is null;

    private static string? Difference(string side, (double Price, double Quantity)[] mine, IReadOnlyList<(double Price, double Quantity)> truth)
    {
        for (var rank = 0; rank < Math.Min(mine.Length, ComparedLevels); rank++)
        {
            if (rank >= truth.Count) return $"{side} {rank + 1} is {mine[rank]}, and the exchange has none";
            if (mine[rank] != truth[rank]) return $"{side} {rank + 1} is {mine[rank]}, and the exchange's {truth[rank]}";
        }
        // Some venues tell only so many levels.
        return mine.Length < Math.Min(truth.Count, FewestLevels) ? $"there are {mine.Length} {side}s, and the exchange has {truth.Count}" : null;
    }

    private void Remember()
    {
        var count = (Math.Min(Book.BidCount, ComparedLevels), Math.Min(Book.AskCount, ComparedLevels));
        var levels = new Levels(new (double, double)[count.Item1], new (double, double)[count.Item2]);
        for (var rank = 0; rank < count.Item1; rank++) levels.Bids[rank] = (Book.Bid(rank).Price, Book.Bid(rank).Quantity);
        for (var rank = 0; rank < count.Item2; rank++) levels.Asks[rank] = (Book.Ask(rank).Price, Book.Ask(rank).Quantity);
        last = levels;
        // Where updates have no number of their own, we count.
        var number = isNumbered ? Book.UpdateId : ++remembered;
        if (past.TryAdd(number, levels)) order.Enqueue(number);
        else past[number] = levels;
        if (order.Count > Remembered) past.Remove(order.Dequeue());
    }

    private sealed record Levels((double Price, double Quantity)[] Bids, (double Price, double Quantity)[] Asks);
}
