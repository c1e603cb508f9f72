namespace Tidemark.Venues.Ports;

/// <summary>What a connector offers. What is not named here is declared away: the ports answer it with an error of kind not supported.</summary>
[Flags]
public enum VenueServices
{
    None = 0,

    /// <summary>Instruments and their rules.</summary>
    Instruments = 1,
    ServerTime = 2,

    /// <summary>Bars of the past.</summary>
    BarHistory = 4,

    /// <summary>Trades of the past.</summary>
    TradeHistory = 8,
    BookSnapshots = 16,
    FundingHistory = 32,
    TradeStream = 64,
    QuoteStream = 128,

    /// <summary>Validated order books.</summary>
    BookStream = 256,
    BarStream = 512,
    MarkPriceStream = 1_024,

    /// <summary>Orders are placed, canceled and queried.</summary>
    Trading = 2_048,
    Amendments = 4_096,

    /// <summary>Pairs of orders of which one cancels the other.</summary>
    OrderPairs = 8_192,
    OrderStream = 16_384,
    Balances = 32_768,
    Positions = 65_536,
    FeeRates = 131_072,

    /// <summary>What a key may do, withdrawals above all.</summary>
    KeyRights = 262_144,
    Leverage = 524_288,

    /// <summary>The latest trades, but not those of the past: asking for a range that begins before them is not supported.</summary>
    RecentTrades = 1_048_576,

    /// <summary>Everything that public data is.</summary>
    PublicSpot = Instruments | ServerTime | BarHistory | TradeHistory | BookSnapshots | TradeStream | QuoteStream | BookStream | BarStream,
}
