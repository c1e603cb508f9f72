namespace Tidemark.Storage.Books;

/// <summary>What a recording of an order book holds and how it moved.</summary>
public sealed record BookSummary
{
    public required Instant First { get; init; }

    public required Instant Last { get; init; }

    /// <summary>Changes of levels, trades and quotes.</summary>
    public required long Events { get; init; }

    public required long Messages { get; init; }

    /// <summary>Bids and asks at the end.</summary>
    public required (int Bids, int Asks) Levels { get; init; }

    /// <summary>Updates after which the best bid was not below the best ask.</summary>
    public required long CrossedUpdates { get; init; }

    /// <summary>The difference of best ask and best bid after each update, in quote currency; null when there never were both.</summary>
    public required (double Smallest, double Middle, double Mean, double Largest)? Spread { get; init; }

    /// <summary>Updates whose best prices and quantities could be compared with the venue's own quote of that update number.</summary>
    public required long TopsCompared { get; init; }

    /// <summary>How many of them were equal in all four numbers.</summary>
    public required long TopsEqual { get; init; }
}
