using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Tests.Strategies;

/// <summary>Strategies of resting orders and of dates, written a second time over the bars: every fill must agree.</summary>
public sealed class NaiveAllocationTests
{
    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public void Grid_WrittenASecondTime_HasTheSameFills(ulong seed)
    {
        var bars = Generated(seed, 4_000);
        var actual = Fills("grid", ["step=0.012", "below=6", "above=2", "stop=0.01", "pause-bars=5"], bars);
        AssertSame(NaiveGrid(bars), actual);
        foreach (var tag in (string[])["stock", "grid-buy", "grid-sell", "grid-stop"]) Assert.True(actual.Exists(one => one.EndsWith(tag, StringComparison.Ordinal)), $"'{tag}' did not happen");
    }

    [Theory]
    [InlineData(53, 0)]
    [InlineData(54, 7)]
    public void Dca_WrittenASecondTime_HasTheSameFills(ulong seed, int hole)
    {
        var bars = Generated(seed, 6_000);
        bars = BarColumns.FromBars(bars.Interval, [.. Enumerable.Range(0, bars.Count).Where(i => hole == 0 || i % 29 >= hole).Select(i => bars[i])]);
        var actual = Fills("dca", ["take-profit=0.02", "dip=0.03", "dip-bars=100", "hour=9", "days=mondayToFriday"], bars);
        AssertSame(NaiveDca(bars), actual);
        foreach (var tag in (string[])["purchase", "dip", "take-profit"]) Assert.True(actual.Exists(one => one.EndsWith(tag, StringComparison.Ordinal)), $"'{tag}' did not happen");
    }

    private static void AssertSame(List<string> expected, List<string> actual)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Assert.True(expected[i] == actual[i], $"fill {i}: {actual[i]} instead of {expected[i]}");
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(actual.Count >= 100, $"{actual.Count} fills are too few to prove anything");
    }

    /// <summary>Slots that are empty or full; a full one waits for its upper level, an empty one for its lower.</summary>
    private static List<string> NaiveGrid(BarColumns bars)
    {
        var fills = new List<string>();
        var isFull = new bool[8];
        double anchor = 0;
        int stopped = -1, full = 0;
        bool isLaid = false, buysStock = false, sellsAll = false;
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var ofBar = new List<string>();
            if (sellsAll) ofBar.Add($"Sell {Text(bar.Open)} grid-stop");
            sellsAll = false;
            for (var slot = 0; isLaid && slot < 8; slot++)
            {
                var (lower, upper) = (Level(slot - 6), Level(slot - 5));
                if (buysStock && slot >= 6)
                {
                    ofBar.Add($"Buy {Text(bar.Open)} stock");
                    isFull[slot] = true;
                }
                else if (!isFull[slot] && bar.Low < lower)
                {
                    ofBar.Add($"Buy {Text(Math.Min(bar.Open, lower))} grid-buy");
                    isFull[slot] = true;
                }
                else if (isFull[slot] && bar.High > upper)
                {
                    ofBar.Add($"Sell {Text(Math.Max(bar.Open, upper))} grid-sell");
                    isFull[slot] = false;
                }
            }
            buysStock = false;
            fills.AddRange(ofBar.Order(StringComparer.Ordinal).Select(text => $"{i}: {text}"));
            full = isFull.Count(one => one);
            if (stopped >= 0) stopped++;
            if (!isLaid)
            {
                if (stopped is >= 0 and < 5) continue;
                (anchor, isLaid, buysStock, stopped) = (bar.Close, true, true, -1);
            }
            else if (bar.Close <= Level(-6) * 0.99)
            {
                (isLaid, stopped, sellsAll) = (false, 0, full > 0);
                Array.Clear(isFull);
            }
            else if (full == 0 && bar.Close >= Level(3)) isLaid = false;
        }
        return fills;

        double Level(int number) => Math.Round(Enumerable.Range(0, Math.Abs(number)).Aggregate(anchor, (price, _) => number > 0 ? price * 1.012 : price / 1.012), 2, MidpointRounding.ToEven);
    }

    private static List<string> NaiveDca(BarColumns bars)
    {
        var fills = new List<string>();
        double held = 0, paid = 0;
        var sells = false;
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var isSold = sells;
            if (isSold) (held, paid) = (0, 0);
            // The last nine o'clock of a working day that is due by the open of this bar and was not by that of the one before.
            if (i > 0 && IsDue(bars[i - 1].OpenTime, bar.OpenTime))
            {
                var high = i < 100 ? double.NaN : Enumerable.Range(i - 100, 100).Max(k => bars[k].Close);
                var isDip = bars[i - 1].Close <= high * 0.97;
                var quantity = Math.Floor((isDip ? 1_000 : 500) / bars[i - 1].Close * 1e8) / 1e8;
                fills.Add($"{i}: Buy {Text(bar.Open)} {(isDip ? "dip" : "purchase")}");
                (held, paid) = (held + quantity, paid + quantity * bar.Open);
            }
            if (isSold) fills.Add($"{i}: Sell {Text(bar.Open)} take-profit");
            sells = held > 0 && bar.Close >= paid / held * 1.02;
        }
        return fills;
    }

    private static bool IsDue(Instant before, Instant now)
    {
        for (var time = before.ToDateTime().AddHours(1); time <= now.ToDateTime(); time = time.AddHours(1))
            if (time.Hour == 9 && time.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday) return true;
        return false;
    }

    /// <summary>Every fill: <c>bar: side price tag</c>; those of one bar in the order of their text.</summary>
    private static List<string> Fills(string name, string[] parameters, BarColumns bars)
    {
        var result = Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"), [new TradingRules(Instant.MinValue, 0.01m, null, null, null)])],
                BaseIntervals = [bars.Interval],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(1_000_000m, "USDT")], FeePresets.Flat(0m).Rates, FundsPolicy.OwnedAssets)],
                Currency = "USDT",
                Sizing = new SizingRule(SizingKind.Stake, 10_000m),
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(0m)),
            Bars = [bars],
            Strategies = [StrategyCatalog.Create(name, parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])))],
        });
        return [.. result.Fills.GroupBy(fill => bars.OpenTimes.Span.BinarySearch(fill.Time.Nanoseconds)).SelectMany(bar =>
            bar.Select(fill => $"{fill.Side} {Text(fill.Price.ToDouble())} {fill.Tag}").Order(StringComparer.Ordinal).Select(text => $"{bar.Key}: {text}"))];
    }

    private static string Text(double price) => price.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static BarColumns Generated(ulong seed, int count) =>
        new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 1_000)).Generate(count);
}
