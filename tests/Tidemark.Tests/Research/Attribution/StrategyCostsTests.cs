using System.Globalization;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Research.Attribution;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Attribution;

/// <summary>Several strategies on one account: what each made, paid in fees, funding, interest and forced closing sums to the account's to the last digit.</summary>
public sealed class StrategyCostsTests : IDisposable
{
    private const int Hours = 900;
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-costs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Perpetuals_OfManySeeds_SumToTheAccount()
    {
        var (funded, opposite, partial, forced, evenly) = (0, 0, 0, 0, 0);
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var request = Request("BTC/USDT:USDT@binance", seed, seed % 2 == 0 ? 18m : 0.9m) with { FundingFiles = [FundingFile(seed)], Leverage = seed % 2 == 0 ? 20m : 3m };
            var (report, spy) = Run(request, seed);
            CheckSums(report);
            var byStrategy = Lines(report);
            for (var strategy = 0; strategy < 3; strategy++) Assert.Equal((double)spy.Funding[strategy], (double)byStrategy[strategy].Funding, 1e-6);
            funded += spy.Funding.Count(amount => amount != 0m);
            opposite += spy.Opposite;
            evenly += spy.Even;
            partial += report.Result.Fills.GroupBy(fill => fill.Order).Count(fills => !fills.Key.IsNone && fills.Count() > 1);
            forced += report.Result.Ledger.Count(entry => entry is { Kind: LedgerKind.Liquidation, Amount: < 0m });
        }
        Assert.True(funded > 60 && opposite > 200 && partial > 100 && forced > 3 && evenly > 3, $"funding {funded}, opposite {opposite}, partial fills {partial}, forced closes {forced}, even {evenly}");
    }

    [Fact]
    public void MarginInterest_OfManySeeds_SumsToTheAccount()
    {
        var charged = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (report, _) = Run(Request("BTC/USDT@binance", seed, 2.4m) with { BorrowRates = ["0.0007", "BTC=0.0003"], Leverage = 3m, Account = AccountKind.Margin }, seed);
            CheckSums(report);
            charged += Lines(report).Count(line => line.Interest < 0m);
        }
        Assert.True(charged > 30, $"{charged} strategies were charged");
    }

    [Fact]
    public void OneStrategy_HasAllOfIt()
    {
        var request = Request("BTC/USDT:USDT@binance", 3, 0.9m) with { Strategy = "ma-cross", Parameters = [new("fast", "3"), new("slow", "9"), new("direction", "long-short")], FundingFiles = [FundingFile(3)], Leverage = 2m };
        var (report, _) = Run(request, 3);
        CheckSums(report);
        Assert.Equal(report.Attribution!.Rest.Single(line => line.Kind == RestKind.Funding).Amount, Assert.Single(report.Attribution.By("byStrategy")).Funding);
    }

    [Fact]
    public void Table_OfStrategiesWithFunding_ShowsIt()
    {
        var (report, _) = Run(Request("BTC/USDT:USDT@binance", 5, 0.9m) with { FundingFiles = [FundingFile(5)], Leverage = 3m }, 5);
        using var text = new StringWriter();
        RunSummary.Write(text, report);
        var heading = text.ToString().Split('\n').Single(line => line.StartsWith("by strategy", StringComparison.Ordinal));
        Assert.Contains("funding", heading, StringComparison.Ordinal);
        Assert.Contains("together", heading, StringComparison.Ordinal);
    }

    private static void CheckSums(RunReport report)
    {
        var attribution = report.Attribution!;
        var lines = attribution.By("byStrategy");
        var rest = attribution.Rest.ToDictionary(line => line.Kind, line => line.Amount);
        Assert.Equal(attribution.NetProfit, lines.Sum(line => line.NetPnl) + rest[RestKind.Other]);
        Assert.Equal(rest[RestKind.Funding], lines.Sum(line => line.Funding));
        Assert.Equal(rest[RestKind.Interest], lines.Sum(line => line.Interest));
        Assert.Equal(rest[RestKind.Liquidation], lines.Sum(line => line.Liquidation));
        Assert.Equal(rest[RestKind.OpenPositions], lines.Sum(line => line.OpenPnl));
        Assert.Equal(attribution.RoundTrips, lines.Sum(line => line.Pnl));
        Assert.Equal(attribution.Costs.Single(cost => cost.Kind == CostKind.Fees).Amount, lines.Sum(line => line.FeesPaid!.Value));
        // One currency: what belongs to nobody is rounding.
        Assert.InRange(Math.Abs(rest[RestKind.Other]), 0m, 0.000001m);
    }

    private static AttributedTrades[] Lines(RunReport report) =>
        [.. report.Result.Strategies.Select(id => report.Attribution!.By("byStrategy").FirstOrDefault(line => line.Name == id.ToString()) ?? new AttributedTrades("", 0, 0, 0m, 0m, 0m, 0m, 0))];

    private static BacktestRequest Request(string instrument, ulong seed, decimal allocation)
    {
        var random = new SeededRandom(seed, "parameters");
        var (fast, slow) = (2 + (int)(random.NextDouble() * 6), 10 + (int)(random.NextDouble() * 30));
        return new BacktestRequest
        {
            Strategy = "ma-cross+ma-cross+supertrend",
            Parameters =
            [
                new("ma-cross.fast", Text(fast)), new("ma-cross.slow", Text(slow)), new("ma-cross.direction", "long-short"),
                new("ma-cross-2.fast", Text(fast + 1)), new("ma-cross-2.slow", Text(slow + 9)), new("ma-cross-2.direction", "long-short"),
                new("supertrend.direction", "long-short"),
            ],
            Instruments = [InstrumentId.Parse(instrument)],
            Interval = Interval.Hours(1),
            Cash = 100_000m,
            FeeBasisPoints = 7.5m,
            ParticipationCap = 0.4m,
            Sizing = seed % 3 == 0 ? new SizingRule(SizingKind.FixedQuantity, 313.37m) : new SizingRule(SizingKind.Allocation, allocation),
        };
    }

    private static (RunReport Report, Spy Spy) Run(BacktestRequest request, ulong seed)
    {
        var draft = BacktestBuilder.Build(request, [Input(request.Instruments[0], seed)]);
        var spy = new Spy();
        var run = (draft with { Plan = draft.Plan with { Recorder = spy } }).Run(request);
        return (RunReport.Create(run, "build"), spy);
    }

    private static SeriesInput Input(InstrumentId instrument, ulong seed)
    {
        var random = new SeededRandom(seed, "prices");
        var (price, bars) = (100.0, new List<Bar>());
        for (var hour = 0; hour < Hours; hour++)
        {
            var open = price;
            price *= Math.Exp((random.NextDouble() < 0.01 ? 0.08 : 0.01) * random.NextNormal());
            bars.Add(Bar.Create(Start + Duration.FromHours(hour), open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price, 1_500 + 1_000 * random.NextDouble()));
        }
        return new SeriesInput(new Instrument(instrument), BarColumns.FromBars(Interval.Hours(1), bars), "sample", false, false, 0);
    }

    /// <summary>Every four hours, now and then in the middle of a bar.</summary>
    private string FundingFile(ulong seed)
    {
        var random = new SeededRandom(seed, "funding");
        var path = Path.Combine(folder.FullName, $"funding-{seed}.csv");
        var lines = Enumerable.Range(0, Hours / 4).Select(period => string.Create(CultureInfo.InvariantCulture,
            $"{(Start + Duration.FromHours(4 * period) + Duration.FromMinutes(period % 7 == 3 ? 30 : 0)).Nanoseconds / 1_000_000},{0.0003 * random.NextNormal():0.00000000}"));
        File.WriteAllLines(path, lines.Prepend("timestamp_ms,funding_rate"));
        return path;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Works out funding a second time: position by position, from what was booked, in the order in which it was.</summary>
    private sealed class Spy : IEngineRecorder
    {
        private readonly decimal[] held = new decimal[3];

        public decimal[] Funding { get; } = new decimal[3];

        public int Opposite { get; private set; }

        public int Even { get; private set; }

        public void FillBooked(Fill fill, Account account, Position position)
        {
            held[fill.Strategy] += fill.Side.Sign() * fill.Quantity.Value;
            if (held.Any(one => one > 0m) && held.Any(one => one < 0m)) Opposite++;
        }

        public void LedgerBooked(LedgerEntry entry, Account account, double rate)
        {
            if (entry.Kind != LedgerKind.Funding) return;
            if (entry.Amount == 0m) Even++;
            // The account pays on what all hold together.
            Assert.Equal(entry.Basis, held.Sum());
            for (var strategy = 0; strategy < 3; strategy++) Funding[strategy] -= held[strategy] * (decimal)entry.Price * (decimal)entry.Rate;
        }

        public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => JournalSequence.None;

        public JournalSequence AmendDecided(Order order, Amendment change) => JournalSequence.None;

        public JournalSequence CancelDecided(Order order) => JournalSequence.None;

        public void OrderChanged(Order order, OrderEvent orderEvent) { }

        public JournalSequence TransferDecided(TransferRequest request) => JournalSequence.None;

        public void RoundTripClosed(RoundTrip roundTrip) { }

        public void StateSaved(StrategyState state) { }

        public void InstantClosed(Instant closeTime, double equity, bool isInMarket) { }
    }
}
