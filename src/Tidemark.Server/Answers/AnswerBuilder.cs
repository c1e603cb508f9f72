using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.Expressions;
using Tidemark.Node.Sessions;

namespace Tidemark.Server.Answers;

/// <summary>Makes answers out of a snapshot. Numbers that are not known (NaN) become null: JSON has no word for them.</summary>
internal static class AnswerBuilder
{
    public static HealthAnswer Health(SessionSnapshot snapshot) => new()
    {
        Status = snapshot.Status == SessionStatus.Failed ? HealthStatus.Failed : HealthStatus.Ok,
        SessionStatus = snapshot.Status,
        Version = ProgramVersion.Text,
        Simulated = snapshot.IsSimulated,
        AsOf = snapshot.Now,
    };

    public static StatusAnswer Status(SessionSnapshot snapshot) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Status = snapshot.Status,
        Description = snapshot.Description,
        Problem = snapshot.Problem,
        PriceSource = snapshot.PriceSource,
        SpeedFactor = Known(snapshot.Speed),
        StartedAt = snapshot.StartedAt,
        Strategy = snapshot.Strategy,
        Parameters = [.. snapshot.Parameters.Select(p => new ParameterItem(p.Key, p.Value))],
        Sizing = snapshot.Sizing,
        Costs = snapshot.Costs,
        Instruments = [.. snapshot.Instruments.Select(Item)],
        Currency = snapshot.Currency,
        InitialEquity = Known(snapshot.InitialEquity),
        Equity = Known(snapshot.Equity),
        Pnl = Known(snapshot.Equity - snapshot.InitialEquity),
        PnlFraction = PnlFraction(snapshot),
        Fees = snapshot.Fees,
        Slippage = snapshot.Slippage,
        Funding = snapshot.Funding,
        Interest = snapshot.Interest,
        Liquidation = snapshot.Liquidation,
        PositionCount = snapshot.Positions.Count,
        WorkingOrderCount = snapshot.Orders.Count(o => !o.Status.IsFinal()),
        FillCount = snapshot.FillCount,
        RoundTripCount = snapshot.RoundTripCount,
        WinningRoundTripCount = snapshot.WinningRoundTripCount,
        JournalRecordCount = snapshot.JournalRecords,
        ProgramVersion = ProgramVersion.Text,
    };

    public static PortfolioAnswer Portfolio(SessionSnapshot snapshot) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Currency = snapshot.Currency,
        InitialEquity = Known(snapshot.InitialEquity),
        Equity = Known(snapshot.Equity),
        Pnl = Known(snapshot.Equity - snapshot.InitialEquity),
        PnlFraction = PnlFraction(snapshot),
        UnrealizedPnl = Known(snapshot.Positions.Sum(p => p.UnrealizedPnl)),
        Fees = snapshot.Fees,
        Balances = [.. snapshot.Balances.Select(b => new BalanceItem { Account = b.Account, Asset = b.Asset, Balance = b.Balance })],
        Positions = [.. snapshot.Positions.Select(Item)],
    };

    /// <param name="snapshot">The state.</param>
    /// <param name="wanted">Which orders.</param>
    /// <param name="since">Only what was created at this time or later.</param>
    /// <param name="limit">At most so many.</param>
    public static OrdersAnswer Orders(SessionSnapshot snapshot, OrderFilter wanted, Instant since, int limit) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Orders = [.. snapshot.Orders
            .Where(o => o.CreatedAt >= since && (wanted == OrderFilter.All || o.Status.IsFinal() == (wanted == OrderFilter.Closed)))
            .Take(limit).Select(Item)],
    };

    public static FillsAnswer Fills(SessionSnapshot snapshot, Instant since, int limit) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        TotalCount = snapshot.FillCount,
        Fills = [.. snapshot.Fills.Where(f => f.Time >= since).Take(limit).Select(Item)],
    };

    public static EquityAnswer Equity(SessionSnapshot snapshot, Instant since, int limit) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Currency = snapshot.Currency,
        InitialEquity = Known(snapshot.InitialEquity),
        Points = [.. snapshot.Equities.Where(p => p.Time >= since).TakeLast(limit).Select(p => new EquityItem { Time = p.Time, Equity = Known(p.Equity) })],
    };

    public static BarsAnswer Bars(SessionSnapshot snapshot, Instant since, int limit) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Instrument = snapshot.Instruments.Count > 0 ? snapshot.Instruments[0].Instrument.ToString() : null,
        Interval = snapshot.Instruments.Count > 0 ? snapshot.Instruments[0].Interval.ToString() : null,
        Bars = [.. snapshot.Bars.Where(b => b.OpenTime >= since).TakeLast(limit).Select(Item)],
    };

    /// <summary>An indicator over all bars that the session shows: it is fed from the first of them, so what remembers its start for long differs from the strategy's own.</summary>
    public static BarIndicatorAnswer Indicator(SessionSnapshot snapshot, IndicatorExpression expression)
    {
        var bars = snapshot.Bars;
        var values = new double[expression.Outputs.Length * bars.Count];
        if (bars.Count > 0) expression.Create().Compute(BarSpans.Of(BarColumns.FromBars(snapshot.Instruments[0].Interval, [.. bars])), new OutputColumns(values, expression.Outputs.Length, bars.Count));
        return new BarIndicatorAnswer
        {
            AsOf = snapshot.Now,
            Simulated = snapshot.IsSimulated,
            SessionId = snapshot.SessionId,
            SnapshotVersion = snapshot.Version,
            Instrument = snapshot.Instruments.Count > 0 ? snapshot.Instruments[0].Instrument.ToString() : null,
            Interval = snapshot.Instruments.Count > 0 ? snapshot.Instruments[0].Interval.ToString() : null,
            Expression = expression.ToString(),
            OpenTimes = [.. bars.Select(bar => bar.OpenTime)],
            Outputs = [.. expression.Outputs.Select((output, index) => new IndicatorOutputItem
            {
                Name = output.Name,
                IsOnPrice = output.Scale == OutputScale.Level,
                Values = [.. values.Skip(index * bars.Count).Take(bars.Count).Select(value => double.IsFinite(value) ? value : (double?)null)],
            })],
        };
    }

    public static CommandAnswer Command(SessionSnapshot snapshot, SessionCommand command) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Command = command,
        Accepted = true,
    };

    public static HeartbeatItem Heartbeat(SessionSnapshot snapshot) => new(snapshot.Now, snapshot.IsSimulated, snapshot.Version);

    private static double? PnlFraction(SessionSnapshot snapshot) => Known(snapshot.Equity / snapshot.InitialEquity - 1);

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static InstrumentItem Item(InstrumentView view) => new()
    {
        Instrument = view.Instrument.ToString(),
        Interval = view.Interval.ToString(),
        LastPrice = Known(view.LastPrice),
        LastBarAt = view.LastBarAt,
    };

    private static PositionItem Item(PositionView view) => new()
    {
        Instrument = view.Instrument.ToString(),
        Strategy = view.Strategy,
        Side = view.Quantity > 0 ? PositionSide.Long : view.Quantity < 0 ? PositionSide.Short : PositionSide.Flat,
        Quantity = view.Quantity,
        AveragePrice = view.AveragePrice,
        LastPrice = Known(view.LastPrice),
        UnrealizedPnl = Known(view.UnrealizedPnl),
    };

    private static OrderItem Item(OrderView view) => new()
    {
        OrderId = view.Id,
        ClientOrderId = view.ClientOrderId,
        Instrument = view.Instrument.ToString(),
        Strategy = view.Strategy,
        Side = view.Side,
        Type = view.Type,
        Quantity = view.Quantity,
        FilledQuantity = view.FilledQuantity,
        LimitPrice = view.LimitPrice,
        StopPrice = view.StopPrice,
        AveragePrice = view.AveragePrice,
        Status = view.Status,
        Reason = view.Reason,
        TimeInForce = view.TimeInForce,
        ReduceOnly = view.IsReduceOnly,
        PostOnly = view.Options?.PostOnly ?? false,
        ParentOrderId = view.ParentId,
        Group = view.OcoGroup == 0 ? null : view.OcoGroup,
        PositionSide = view.Options?.PositionSide ?? PositionSide.Flat,
        ExpiresAt = view.Options?.ExpiresAt,
        LeavesAt = view.Options?.LeavesAt,
        DisplayedQuantity = view.Options?.DisplayedQuantity?.Value,
        TrailingKind = view.Options?.Trail?.Kind,
        TrailingDistance = view.Options?.Trail?.Value,
        Triggered = view.IsTriggered,
        RunByEngine = view.IsRunByEngine,
        Tag = view.Tag,
        CreatedAt = view.CreatedAt,
    };

    private static FillItem Item(FillView view) => new()
    {
        Time = view.Time,
        OrderId = view.OrderId,
        Instrument = view.Instrument.ToString(),
        Strategy = view.Strategy,
        Side = view.Side,
        Price = view.Price,
        Quantity = view.Quantity,
        Fee = view.Fee,
        FeeAsset = view.FeeAsset,
        Slippage = view.Slippage,
        Tag = view.Tag,
    };

    private static BarItem Item(Bar bar) => new()
    {
        OpenTime = bar.OpenTime,
        Open = Known(bar.Open),
        High = Known(bar.High),
        Low = Known(bar.Low),
        Close = Known(bar.Close),
        Volume = Known(bar.Volume),
    };
}
