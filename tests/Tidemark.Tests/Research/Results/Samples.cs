using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;

namespace Tidemark.Tests.Research.Results;

/// <summary>Hand-made bars, results and descriptions.</summary>
internal static class Samples
{
    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    public static readonly InstrumentId Ether = InstrumentId.Parse("ETH/USDT@binance");
    public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    /// <summary>Bars whose open is the close before, one after the other from <see cref="Start"/>.</summary>
    public static BarColumns Bars(string interval, params double[] closes)
    {
        var spec = Interval.Parse(interval);
        var bars = new List<Bar>();
        var time = Start;
        for (var i = 0; i < closes.Length; i++)
        {
            var open = i == 0 ? closes[0] : closes[i - 1];
            bars.Add(Bar.Create(time, open, Math.Max(open, closes[i]), Math.Min(open, closes[i]), closes[i], 1));
            time = spec.CloseOf(time);
        }
        return BarColumns.FromBars(spec, bars);
    }

    public static EquityCurve Equity(string interval, params double[] values)
    {
        var spec = Interval.Parse(interval);
        var times = new long[values.Length];
        var time = Start;
        for (var i = 0; i < values.Length; i++, time = spec.CloseOf(time)) times[i] = time.Nanoseconds;
        return new EquityCurve(times, values);
    }

    public static Fill Fill(int hour, Side side, decimal quantity, decimal price, decimal fee, string feeAsset = "USDT", int instrument = 0) => new()
    {
        Order = new OrderId(hour),
        Instrument = new InstrumentIndex(instrument),
        Side = side,
        Time = Start + Duration.FromHours(hour),
        Price = new Price(price),
        Quantity = new Quantity(quantity),
        Fee = fee,
        FeeAsset = feeAsset,
        TradeId = new TradeId($"t{hour}"),
        Tag = side == Side.Buy ? "entry" : "exit",
    };

    public static RoundTrip RoundTrip(decimal pnl, string exitReason = "exit", int instrument = 0) => new()
    {
        Instrument = new InstrumentIndex(instrument),
        Side = PositionSide.Long,
        EntryTime = Start,
        ExitTime = Start + Duration.FromHours(3),
        EntryPrice = new Price(100m),
        ExitPrice = new Price(100m + pnl),
        Quantity = new Quantity(1m),
        Pnl = pnl,
        Fees = 0.5m,
        Mae = -0.01,
        Mfe = 0.02,
        Bars = 3,
        EntryTag = "entry",
        ExitReason = exitReason,
    };

    public static BacktestResult Result(EquityCurve equity, IReadOnlyList<Fill>? fills = null, IReadOnlyList<RoundTrip>? roundTrips = null) => new()
    {
        Instruments = [new Instrument(Bitcoin), new Instrument(Ether)],
        Strategies = [new StrategyId("ma-cross")],
        Currency = "USDT",
        InitialCash = 1000m,
        FinalCash = 1000m,
        Fills = fills ?? [],
        RoundTrips = roundTrips ?? [],
        Equity = equity,
        OpenPositions = [],
        BarCount = equity.Count,
        InstantsInMarket = equity.Count / 2,
        Refusals = new Dictionary<OrderReason, int> { [OrderReason.InsufficientFunds] = 2 },
        OrdersSubmitted = 3,
        Warnings = ["a warning of the run"],
    };

    public static RunDescription Description(string interval, EquityCurve equity, params InstrumentId[] instruments) => new()
    {
        Strategy = "ma-cross",
        Parameters = [new("fast", "10"), new("stop-loss", "0.03"), new("direction", "long-only"), new("bracket", "true")],
        Instruments = instruments.Length == 0 ? [Bitcoin, Ether] : instruments,
        Interval = Interval.Parse(interval),
        Sources = ["file sample.csv"],
        From = Start,
        To = equity.Count == 0 ? Start : Interval.Parse(interval).CloseOf(new Instant(equity.Times.Span[^1])),
        Fees = FeePresets.Flat(10m),
        Slippage = "bps:2",
        FillModel = "worst-case",
        Account = AccountKind.Spot,
        Sizing = "quantity 0.5",
        Seed = 7,
        DataHash = "data",
        Build = "0.1.0",
        Notes = ["a note"],
    };

    public static RunReport Report(string interval, EquityCurve equity, IReadOnlyList<Fill>? fills = null, IReadOnlyList<RoundTrip>? roundTrips = null, IReadOnlyList<BarColumns>? bars = null) =>
        RunReport.Create(Result(equity, fills, roundTrips), bars is { Count: 1 } ? Description(interval, equity, Bitcoin) : Description(interval, equity), bars ?? []);
}
