using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>What a feed said of one instrument.</summary>
internal sealed class InstrumentLog(BookScale scale)
{
    private readonly BookBuilder builder = new(scale);

    public List<Trade> Trades { get; } = [];

    public List<Quote> Quotes { get; } = [];

    /// <summary>Closed ones.</summary>
    public List<Bar> Bars { get; } = [];

    public List<Bar> GrowingBars { get; } = [];

    public List<FundingRate> Funding { get; } = [];

    public OrderBook Book => builder.Book;

    /// <summary>How many whole books have come.</summary>
    public int Snapshots { get; private set; }

    /// <summary>How many updates have come.</summary>
    public int Updates { get; private set; }

    /// <summary>Takes a message. Returns what is wrong with it.</summary>
    public string? Take(in BookArrival message)
    {
        var before = Book.UpdateId;
        var wasValid = Book.IsValid;
        builder.Apply(message);
        switch (message.Kind)
        {
            case BookMessageKind.Snapshot:
                Snapshots++;
                break;
            case BookMessageKind.Update:
                Updates++;
                if (!wasValid) return $"the update {message.Id} of a book that is not known";
                if (message.Id != 0 && message.Id < before) return $"the update {message.Id} after {before}";
                break;
        }
        return Book.IsCrossed ? $"the book is crossed after {message.Kind} {message.Id}: {Book.BestBid} {Book.BestAsk}" : null;
    }
}
