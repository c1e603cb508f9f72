namespace Tidemark.Node.Sessions;

/// <summary>An instrument of a session.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Interval">The interval of its bars.</param>
/// <param name="LastPrice">The last known price in quote currency; NaN before the first.</param>
/// <param name="LastBarAt">The close time of its last bar; null before the first.</param>
public sealed record InstrumentView(InstrumentId Instrument, Interval Interval, double LastPrice, Instant? LastBarAt);

/// <summary>A balance of an account.</summary>
public sealed record BalanceView(string Account, string Asset, decimal Balance);

/// <summary>A position that is not flat.</summary>
/// <param name="Instrument">What is held.</param>
/// <param name="Strategy">Whose it is.</param>
/// <param name="Quantity">Signed, in base units.</param>
/// <param name="AveragePrice">Mean entry price.</param>
/// <param name="LastPrice">What it is marked at.</param>
/// <param name="UnrealizedPnl">In the session's currency, before fees of closing.</param>
public sealed record PositionView(InstrumentId Instrument, string Strategy, decimal Quantity, decimal AveragePrice, double LastPrice, double UnrealizedPnl);

/// <summary>An order.</summary>
public sealed record OrderView(int Id, string ClientOrderId, InstrumentId Instrument, string Strategy, Side Side, OrderType Type, decimal Quantity, decimal FilledQuantity,
    decimal? LimitPrice, decimal? StopPrice, decimal? AveragePrice, OrderStatus Status, OrderReason Reason, string Tag, Instant CreatedAt)
{
    public TimeInForce TimeInForce { get; init; }

    public bool IsReduceOnly { get; init; }

    /// <summary>The order that it waits for; null for none.</summary>
    public int? ParentId { get; init; }

    /// <summary>Orders of one group end each other; 0 for none.</summary>
    public int OcoGroup { get; init; }

    public bool IsTriggered { get; init; }

    /// <summary>Whether the engine does what the venue does not.</summary>
    public bool IsRunByEngine { get; init; }

    /// <summary>The rare terms; null for none.</summary>
    public OrderOptions? Options { get; init; }
}

/// <summary>A fill.</summary>
public sealed record FillView(int OrderId, InstrumentId Instrument, string Strategy, Side Side, Instant Time, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, string Tag)
{
    /// <summary>What slippage cost, in quote currency; in the price already.</summary>
    public decimal Slippage { get; init; }
}

/// <summary>Equity at the close of a bar.</summary>
public sealed record EquityPoint(Instant Time, double Equity);
