using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Transfers;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Transfers;

/// <summary>Assets on their way between two venues: what leaves, what the venue keeps, when it arrives, what is refused; and nothing is lost or made.</summary>
public sealed class TransferTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);
    private static readonly InstrumentIndex Here = new(0);
    private static readonly InstrumentIndex There = new(1);

    [Fact]
    public void Transfer_LeavesAtOnceAndArrivesAfterItsDelay_LessTheFee()
    {
        var strategy = new Sender { Sends = { [1] = ("USDT", 100m, Here, There) } };
        var result = Run(strategy, ["USDT@here=90m,fee:1.5,min:10"]);
        Assert.Equal(
            [
                "01:00 TransferFee 0 USDT -1.5", "01:00 TransferOut 0 USDT -98.5", "01:00 InTransit 3 USDT 98.5",
                "02:30 InTransit 3 USDT -98.5", "02:30 TransferIn 1 USDT 98.5",
            ],
            result.Ledger.Select(entry => $"{Clock(entry.Time)} {entry.Kind} {entry.Account} {entry.Asset} {entry.Amount}"));
        Assert.Equal(result.Ledger, strategy.Heard);
        Assert.Equal(1_998.5m, result.FinalCash);
        // The worth of the whole changes by the fee alone, also while the money is under way.
        Assert.Equal([2_000.0, 1_998.5, 1_998.5, 1_998.5, 1_998.5, 1_998.5], result.Equity.Values.ToArray());
        Assert.Equal(new AccountCost(CostKind.Transfers, 1.5m), Assert.Single(result.OtherCosts));
    }

    [Fact]
    public void Transfer_OfCoins_CanBeSoldAtTheOtherVenueOnlyWhenTheyAreThere()
    {
        var strategy = new Sender { Sends = { [1] = ("BTC", 1m, Here, There) }, SellsThereAt = { 2, 4 } };
        var result = Run(strategy, ["*=150m"], coins: 1m);
        // The sale at two o'clock finds no coins there, the one at four does.
        Assert.Equal(1, result.Refusals.Values.Sum());
        Assert.Equal("04:00 1", $"{Clock(Assert.Single(result.Fills).Time)} {result.Fills[0].Instrument.Value}");
        Assert.Equal(2_100m, result.FinalCash);
    }

    [Theory]
    [InlineData("ETH=1m", 100, "USDT", TransferRefusal.NotOffered)]
    [InlineData("USDT@there=1m", 100, "USDT", TransferRefusal.NotOffered)]
    [InlineData("USDT=1m,min:101", 100, "USDT", TransferRefusal.TooSmall)]
    [InlineData("USDT=1m,fee:100", 100, "USDT", TransferRefusal.TooSmall)]
    [InlineData("USDT=1m,day:99", 100, "USDT", TransferRefusal.DailyLimit)]
    [InlineData("USDT=1m", 1_001, "USDT", TransferRefusal.InsufficientBalance)]
    [InlineData("BNB=1m", 1, "BNB", TransferRefusal.UnknownThere)]
    public void Transfer_ThatTheVenueDoesNotMake_IsToldAndChangesNothing(string rule, int quantity, string asset, TransferRefusal reason)
    {
        var strategy = new Sender { Sends = { [1] = (asset, quantity, Here, There) } };
        var result = Run(strategy, [rule]);
        var entry = Assert.Single(strategy.Heard);
        Assert.Equal((LedgerKind.TransferRefused, 0m, (decimal)quantity), (entry.Kind, entry.Amount, entry.Basis));
        Assert.Contains($"transfers refused: 1 {reason}", result.Warnings);
        Assert.Equal(2_000m, result.FinalCash);
    }

    [Fact]
    public void Transfer_WithinOneVenue_IsRefused() =>
        Assert.Contains("transfers refused: 1 SameAccount", Run(new Sender { Sends = { [1] = ("USDT", 1m, Here, Here) } }, ["*=1m"]).Warnings);

    [Theory]
    [InlineData(500, false)]
    [InlineData(600, true)]
    public void Transfer_FromAMarginAccount_LeavesWhatItsPositionsNeed(int quantity, bool refused)
    {
        // Ten coins at 100 on 1,000 of equity and leverage 2, short: 2,000 of cash, of which 500 must stay as equity.
        var strategy = new Sender { ShortsHereAt = 1, Sends = { [3] = ("USDT", quantity, Here, There) } };
        var result = Run(strategy, ["USDT=1m"], isMargin: true);
        Assert.Equal(refused, result.Warnings.Contains("transfers refused: 1 MarginInUse"));
        Assert.Equal(refused ? 0 : 1, strategy.Heard.Count(entry => entry.Kind == LedgerKind.TransferIn));
    }

    [Fact]
    public void DailyLimit_StartsAnewEachDay()
    {
        var strategy = new Sender { Sends = { [1] = ("USDT", 60m, Here, There), [2] = ("USDT", 60m, Here, There), [24] = ("USDT", 60m, Here, There) } };
        var result = Run(strategy, ["USDT=1m,day:100"], hours: 26);
        Assert.Equal(1, strategy.Heard.Count(entry => entry.Kind == LedgerKind.TransferRefused));
        Assert.Equal(2, strategy.Heard.Count(entry => entry.Kind == LedgerKind.TransferIn));
        Assert.Equal(2_000m, result.FinalCash);
    }

    [Fact]
    public void Find_TheRuleThatNamesMost_GoesFirst()
    {
        var rules = TransferRules.Parse(["*=1d", "*@here=2d", "BTC=3d", "btc@HERE=4d,fee:0.1,min:0.2,day:5"]);
        Assert.Equal([4, 3, 2, 1], new[] { ("BTC", "here"), ("BTC", "x"), ("ETH", "here"), ("ETH", "x") }.Select(pair => rules.Find(pair.Item1, pair.Item2)!.Delay.Nanoseconds / Duration.NanosecondsPerDay));
        Assert.Equal(rules.Rules, TransferRules.Parse(rules.Text.Split(' ')).Rules);
    }

    [Fact]
    public void Text_OfAnyDelay_ComesBackToTheNanosecond()
    {
        foreach (var seconds in Enumerable.Range(1, 3_000).Append(86_399))
        {
            var rules = TransferRules.Parse([$"BTC={seconds}s"]);
            Assert.Equal(Duration.FromSeconds(seconds), rules.Rules[0].Delay);
            Assert.Equal(rules.Rules, TransferRules.Parse(rules.Text.Split(' ')).Rules);
        }
    }

    [Theory]
    [InlineData("BTC", "there is no '='")]
    [InlineData("BTC=soon", "'soon' is not a delay")]
    [InlineData("BTC=", "'' is not a delay")]
    [InlineData("BTC=1h,fee:x", "'fee:x' is not fee:N")]
    [InlineData("BTC=1h,fee:-1", "'fee:-1' is not fee:N")]
    [InlineData("BTC=1h,tax:1", "'tax' is not fee, min or day")]
    public void Parse_WhatIsNoRule_IsRefusedByName(string text, string why) =>
        Assert.Contains(why, Assert.Throws<BadInputException>(() => TransferRules.Parse([text])).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_TwoRulesForTheSame_AreRefused() =>
        Assert.Equal("--transfer: two rules for BTC@here", Assert.Throws<BadInputException>(() => TransferRules.Parse(["BTC@here=1h", "BTC@here=2h"])).Message);

    private static string Clock(Instant time) => TimeSpan.FromTicks((time - Start).Nanoseconds / 100).ToString(@"hh\:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static BacktestResult Run(Sender strategy, string[] rules, decimal coins = 0m, int hours = 6, bool isMargin = false)
    {
        var fees = FeePresets.Flat(0m);
        var bars = BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, hours).Select(hour => new Bar(Start + Duration.FromHours(hour), 100, 100, 100, 100, 1_000))]);
        AccountSetup Account(string name, string venue, AccountKind kind, params Money[] balances) => new(new AccountId(name), venue, isMargin && kind == AccountKind.Spot ? AccountKind.Margin : kind, [.. balances], fees.Rates, isMargin ? FundsPolicy.InitialMargin : FundsPolicy.OwnedAssets, isMargin ? 2m : 1m);
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Spot("BTC", "USDT", "here")), new Instrument(InstrumentId.Spot("BTC", "USDT", "there"))],
                BaseIntervals = [Interval.Hours(1), Interval.Hours(1)],
                Accounts =
                [
                    Account("here", "here", AccountKind.Spot, new Money(1_000m, "USDT"), new Money(coins, "BTC")), Account("there", "there", AccountKind.Spot, new Money(1_000m, "USDT")),
                    Account("to here", "here", AccountKind.InTransit), Account("to there", "there", AccountKind.InTransit),
                ],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), fees) { Transfers = TransferRules.Parse(rules) },
            Bars = [bars, bars],
            Strategies = [strategy],
        });
    }

    /// <summary>Sends and sells at the hours that it is told.</summary>
    private sealed class Sender : Strategy
    {
        private int hour;

        public Dictionary<int, (string Asset, decimal Quantity, InstrumentIndex From, InstrumentIndex To)> Sends { get; } = [];

        public int ShortsHereAt { get; init; }

        public HashSet<int> SellsThereAt { get; } = [];

        public List<LedgerEntry> Heard { get; } = [];

        protected internal override void OnBarsClosed(Instant closeTime)
        {
            hour++;
            if (hour == ShortsHereAt) Sell(Here, new Quantity(10m));
            if (Sends.TryGetValue(hour, out var send)) Transfer(send.Asset, new Quantity(send.Quantity), send.From, send.To);
            if (SellsThereAt.Contains(hour)) Sell(There, new Quantity(1m));
        }

        protected internal override void OnLedger(LedgerEntry entry) => Heard.Add(entry);
    }
}
