using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>What differs between the venue's markets in public data: paths, weights, page lengths, and how updates of books follow each other.</summary>
/// <remarks>Source: Binance's documentation, "Market Data endpoints" of spot and of USD-M futures.</remarks>
internal sealed class BinanceMarket
{
    private static readonly string[] IntervalsOfAll = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];
    private static readonly int[] ContractBookLengths = [5, 10, 20, 50, 100, 500, 1_000];

    public static readonly BinanceMarket Spot = new()
    {
        Name = BinanceProfile.Name,
        Root = "/api/v3",
        Intervals = ["1s", .. IntervalsOfAll],
        InstrumentsWeight = 20,
        BarsWeight = 2,
        AggregatedTradesWeight = 4,
        SingleTradesWeight = 25,
        ReadInstruments = InstrumentReader.Read,
        BookLength = levels => Math.Clamp(levels, 1, 5_000),
        BookWeight = length => length switch { <= 100 => 5, <= 500 => 25, <= 1_000 => 50, _ => 250 },
        BookRule = new SpotBookRule(),
        StreamsPath = _ => "/stream",
    };

    public static readonly BinanceMarket UsdM = new()
    {
        Name = $"the USD-M market of {BinanceProfile.Name}",
        Root = "/fapi/v1",
        Intervals = IntervalsOfAll,
        InstrumentsWeight = 1,
        BarsWeight = 5,
        AggregatedTradesWeight = 20,
        SingleTradesWeight = 20,
        HasFunding = true,
        ReadInstruments = InstrumentReader.ReadContracts,
        BookLength = levels => Array.Find(ContractBookLengths, length => length >= levels) is var length and > 0 ? length : ContractBookLengths[^1],
        BookWeight = length => length switch { <= 50 => 2, <= 100 => 5, <= 500 => 10, _ => 20 },
        BookRule = new ContractBookRule(),
        // Books and quotes have an entrance of their own since 2026.
        StreamsPath = channel => channel is MarketChannel.Book or MarketChannel.Quotes ? "/public/stream" : "/market/stream",
    };

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Of all paths.</summary>
    public required string Root { get; init; }

    public required IReadOnlyList<string> Intervals { get; init; }

    public required int InstrumentsWeight { get; init; }

    /// <summary>Of a page of bars.</summary>
    public required int BarsWeight { get; init; }

    public required int AggregatedTradesWeight { get; init; }

    public required int SingleTradesWeight { get; init; }

    /// <summary>Whether there are mark prices and funding.</summary>
    public bool HasFunding { get; init; }

    public required Func<JsonElement, Instant, IReadOnlyList<VenueInstrument>> ReadInstruments { get; init; }

    /// <summary>The length of a snapshot that the venue gives, for the levels of a side that are wanted.</summary>
    public required Func<int, int> BookLength { get; init; }

    /// <summary>Of a snapshot of a length.</summary>
    public required Func<int, int> BookWeight { get; init; }

    public required IBookRule BookRule { get; init; }

    /// <summary>Where the combined streams of a channel are.</summary>
    public required Func<MarketChannel, string> StreamsPath { get; init; }
}
