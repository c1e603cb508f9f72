using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Server;

/// <summary>States of a session for tests.</summary>
internal static class Snapshots
{
    public static readonly Instant Start = Instant.Parse("2024-03-01T00:00:00Z");
    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@synthetic");

    /// <summary>A session that has traded for two hours: one position, three fills, one working order.</summary>
    public static SessionSnapshot Trading() => Fresh() with
    {
        Equity = 101_234.5,
        Balances = [new("paper", "BTC", 0.5m), new("paper", "USDT", 70_000.25m)],
        Positions = [new(Bitcoin, "ma-cross", 0.5m, 60_000m, 62_468.5, 1_234.25)],
        Orders =
        [
            Order(4, OrderStatus.Open, 120) with { Type = OrderType.Limit, LimitPrice = 65_000m, FilledQuantity = 0m, AveragePrice = null },
            Order(3, OrderStatus.Filled, 90),
            Order(2, OrderStatus.Denied, 60) with { Reason = OrderReason.InsufficientFunds, FilledQuantity = 0m, AveragePrice = null },
            Order(1, OrderStatus.Filled, 30),
        ],
        Fills = [Fill(3, Side.Buy, 91), Fill(1, Side.Sell, 61), Fill(1, Side.Buy, 31)],
        FillCount = 3,
        RoundTripCount = 1,
        WinningRoundTripCount = 1,
        Fees = 90.5m,
    };

    /// <summary>The same, asking a model every minute whose second version took over after an hour.</summary>
    public static SessionSnapshot Predicting(PredictionKind kind = PredictionKind.Probability)
    {
        var trading = Trading();
        var predictions = trading.Bars.Select((bar, minute) => Prediction(kind, minute, bar.Close, minute + 5 < trading.Bars.Count ? trading.Bars[minute + 5].Close : null)).Reverse().ToList();
        var turn = Start + Duration.FromMinutes(61);
        return trading with
        {
            Models = ["turning@2"],
            Predictions = predictions,
            PredictionCount = predictions.Count,
            ModelViews =
            [
                new("turning", "turning", "2", kind, 300, Interval.Minutes(1), Score(115, 23, 70),
                    [new("1", null, 60, Score(60, 12, 30)), new("2", turn, 60, Score(55, 11, 40))],
                    [new(turn, new("turning", ModelChangeKind.Replaced, "2", "drift: losses have risen; log loss 0.68 against 0.69")), new(turn + Duration.FromMinutes(30), new("turning", ModelChangeKind.Failed, "2", "training failed: <b>no samples</b>"))]),
            ],
        };
    }

    /// <summary>A score whose hits are as many as named and whose advantage is not clear.</summary>
    public static PredictionScore Score(long judged, long independent, long hits) => new()
    {
        Judged = judged,
        Independent = independent,
        Rises = judged / 2,
        Calls = judged,
        Hits = hits,
        Loss = 0.68,
        BaseLoss = 0.693,
        Advantage = 0.013,
        AdvantageError = 0.02,
        Ranged = 0,
        Covered = 0,
    };

    /// <summary>A session that has just begun: prices are not known yet.</summary>
    public static SessionSnapshot Fresh() => new()
    {
        Version = 7,
        SessionId = "0123456789abcdef0123456789abcdef",
        Status = SessionStatus.Running,
        Description = "Trading BTC/USDT with ma-cross on 1-minute bars of a generated market.",
        PriceSource = "generated market (seed 7)",
        IsSimulated = true,
        Speed = 60,
        Now = Start + Duration.FromMinutes(120),
        StartedAt = Start,
        Strategy = "ma-cross",
        Parameters = [new("fast", "10"), new("slow", "30")],
        Sizing = "95 % of free equity",
        Costs = "10 bps taker, spread slippage",
        Instruments = [new(Bitcoin, Interval.Minutes(1), 62_468.5, Start + Duration.FromMinutes(120))],
        Currency = "USDT",
        InitialEquity = 100_000,
        Equity = 100_000,
        Balances = [new("paper", "USDT", 100_000m)],
        Positions = [],
        Orders = [],
        Fills = [],
        FillCount = 0,
        RoundTripCount = 0,
        WinningRoundTripCount = 0,
        Fees = 0m,
        Equities = [.. Enumerable.Range(0, 120).Select(i => new EquityPoint(Start + Duration.FromMinutes(i + 1), 100_000 + i * 10))],
        Bars = [.. Enumerable.Range(0, 120).Select(BarAt)],
        JournalRecords = 512,
    };

    public static OrderView Order(int id, OrderStatus status, int minute) =>
        new(id, new string('a', 31) + id, Bitcoin, "ma-cross", Side.Buy, OrderType.Market, 0.5m, 0.5m, null, null, 60_000.5m, status, OrderReason.None, "entry", Start + Duration.FromMinutes(minute));

    public static FillView Fill(int order, Side side, int minute) =>
        new(order, Bitcoin, "ma-cross", side, Start + Duration.FromMinutes(minute), 60_000.5m, 0.5m, 30.00025m, "USDT", "entry");

    private static PredictionView Prediction(PredictionKind kind, int minute, double close, double? later)
    {
        var lean = Math.Cos((minute + 3) / 9.0);
        double[] outputs = kind switch
        {
            PredictionKind.Value => [0.003 * lean, 0.003 * lean - 0.002, 0.003 * lean + 0.002],
            PredictionKind.TargetWeight => [lean],
            _ => [0.5 + 0.2 * lean],
        };
        return new PredictionView(Start + Duration.FromMinutes(minute + 1), Bitcoin, "turning", minute < 60 ? "1" : "2", kind, 300, outputs, new string('d', 64), later / close - 1) { Price = close };
    }

    private static Bar BarAt(int minute)
    {
        var middle = 60_000 + 400 * Math.Sin(minute / 9.0);
        return new Bar(Start + Duration.FromMinutes(minute), middle - 20, middle + 60, middle - 70, middle + 25, 3.5);
    }
}
