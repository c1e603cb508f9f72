namespace Tidemark.Storage.Books;

/// <summary>How to read a file of an order book.</summary>
public sealed record BookReadOptions
{
    /// <summary>No message can be received sooner after it happened: clocks that say so are wrong by at least the difference.</summary>
    public static readonly Duration DefaultMinimumLatency = Duration.FromMilliseconds(1);

    /// <summary>A name of <see cref="BookFormats.All"/>, or <c>auto</c>.</summary>
    public string Format { get; init; } = BookFormats.Auto;

    /// <summary>Base units of one contract (quote units for an inverse one), where the venue counts contracts: 100 for BTC/USD:BTC at Binance. 1 where it counts coins.</summary>
    public decimal ContractSize { get; init; } = 1m;

    /// <summary>The tick that is declared for the instrument: prices are counted at least as finely.</summary>
    public decimal? FinestTick { get; init; }

    /// <summary>The step that is declared: quantities are counted at least as finely.</summary>
    public decimal? FinestStep { get; init; }

    /// <summary>The smallest latency of the feed: the local clock is moved on until no message is faster.</summary>
    public Duration MinimumLatency { get; init; } = DefaultMinimumLatency;
}
