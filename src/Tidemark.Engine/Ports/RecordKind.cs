namespace Tidemark.Engine.Ports;

/// <summary>What the payload of a journal record is. Numbers are part of the file format: never reuse one.</summary>
public enum RecordKind : ushort
{
    SessionStarted = 1,
    SessionStopped = 2,

    Bar = 10,
    Trade = 11,
    Quote = 12,
    BookDelta = 13,
    Funding = 14,
    Observation = 15,
    Signal = 16,
    TimeAdvanced = 17,
    InstantClosed = 18,

    /// <summary>A range of market inputs named by the hash of their data instead of written out (backtests).</summary>
    MarketRange = 19,

    /// <summary>Funding rates that a backtest took, written out.</summary>
    FundingRates = 20,

    /// <summary>What a model answered, with its version and the hash of what it read.</summary>
    Prediction = 21,

    /// <summary>A strategy asked for a model and was given this version.</summary>
    PredictorOpened = 22,

    /// <summary>Another version of a model takes over, or a training changed nothing.</summary>
    ModelChange = 23,

    VenueOrderEvent = 30,

    /// <summary>The venue changed a balance by itself: funding, interest, a liquidation.</summary>
    VenueLedgerEntry = 31,

    Command = 40,

    /// <summary>Derived: an order was decided and passed (or was denied by) the risk gate.</summary>
    OrderDecided = 60,
    AmendDecided = 61,
    CancelDecided = 62,

    /// <summary>Derived: an order event was applied, the order's new state.</summary>
    OrderChanged = 63,

    /// <summary>Derived: a fill was booked, the new cash and position.</summary>
    FillBooked = 64,

    /// <summary>Derived: the account's equity at the close of an instant.</summary>
    EquityMarked = 65,
    RoundTripClosed = 66,

    /// <summary>Derived: what a strategy remembers of itself or of an open trade.</summary>
    StrategyState = 67,

    /// <summary>Derived: a change of a balance by the venue was booked, the new balance.</summary>
    LedgerBooked = 68,

    /// <summary>Derived: a transfer between accounts was decided.</summary>
    TransferDecided = 69,
}
