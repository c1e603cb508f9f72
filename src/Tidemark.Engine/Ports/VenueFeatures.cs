namespace Tidemark.Engine.Ports;

/// <summary>What a venue may or may not do by itself.</summary>
[Flags]
public enum VenueFeatures
{
    None = 0,

    /// <summary>Stop orders rest at the venue.</summary>
    StopOrders = 1,

    /// <summary>Stop-limit orders do.</summary>
    StopLimitOrders = 2,

    /// <summary>Take-profit triggers do, market and limit.</summary>
    TakeProfitOrders = 4,

    /// <summary>The venue moves trailing stops, by an amount or a fraction.</summary>
    TrailingStops = 8,

    /// <summary>Orders that wait for a parent's fill, and one-cancels-other groups, live at the venue.</summary>
    ContingentOrders = 16,

    /// <summary>The venue itself cuts or refuses what would increase a position.</summary>
    ReduceOnly = 32,

    /// <summary>Working orders can be changed without losing their identity.</summary>
    Amendments = 64,

    FillOrKill = 128,

    /// <summary>The venue ends orders at a moment.</summary>
    GoodTillDate = 256,

    PostOnly = 512,

    Icebergs = 1_024,

    /// <summary>Long and short positions of one instrument stand side by side.</summary>
    HedgeMode = 2_048,

    All = 4_095,
}
