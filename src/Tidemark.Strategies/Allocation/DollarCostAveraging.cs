using System.Globalization;
using Tidemark.Indicators;
using Tidemark.Indicators.SeriesStatistics;

namespace Tidemark.Strategies.Allocation;

/// <summary>Buys for the same amount of money on a schedule: more when prices are low, less when they are high, and never all at the top.</summary>
[About(
    Group = "allocation",
    Idea = "Who cannot tell when prices are low spreads the purchase over time: the same money buys more when they are and less when they are not, and never all at the top.",
    Rules = "At hour:minute UTC on the given days of the week (with day-of-month above 0: once a month, at the first such time on or after that day, be it in the next month; not for the day of a month that was under way beyond it at the start) buy each instrument of the universe at the market for amount of quote currency at its last price, rounded down to the step; fees come on top. With dip above 0 it is amount times dip-factor while the last close is at least that fraction below the highest close of the last dip-bars bars. With take-profit above 0 sell all of an instrument at the market at a close at least that fraction above its mean price; purchases go on. What the cash does not suffice for is denied.",
    Source = "B. Graham, The Intelligent Investor, 1949 (dollar-cost averaging); G. Constantinides, A note on the suboptimality of dollar-cost averaging, Journal of Financial and Quantitative Analysis 14, 1979",
    FailsWhen = "Markets that fall for good: it buys all the way down. In markets that rise most of the time money that waits earns less than money spent at once, as Constantinides shows.")]
public sealed class DollarCostAveraging : Strategy
{
    private const string Purchase = "purchase";
    private const string LastMonth = "last-month";
    private const string Beginning = "beginning";

    private PerInstrument<ExtremeValue?> highs;
    private int lastMonth = -1;

    [Parameter(Min = 0.01, Max = 1e9, Description = "money for each purchase, in quote currency")]
    public decimal Amount { get; init; } = 500m;

    [Parameter(Min = 0, Max = 23, Description = "hour of the purchase, UTC")]
    public int Hour { get; init; } = 12;

    [Parameter(Min = 0, Max = 59, Description = "minute of the purchase")]
    public int Minute { get; init; }

    [Parameter(Description = "days of the week on which it buys")]
    public Weekdays Days { get; init; } = Weekdays.All;

    [Parameter(Min = 0, Max = 28, Description = "day of the month on which it buys, once a month; 0 for by days of the week")]
    public int DayOfMonth { get; init; }

    [Parameter(Min = 0, Max = 0.99, Description = "how far below the high a dip begins, a fraction; 0 for no dips")]
    public double Dip { get; init; }

    [Parameter(Min = 2, Max = 100_000, Description = "bars of the high")]
    public int DipBars { get; init; } = 168;

    [Parameter(Min = 0, Max = 100, Description = "how many times the amount is spent in a dip")]
    public decimal DipFactor { get; init; } = 2m;

    [Parameter(Min = 0, Max = 100, Description = "gain on the mean price at which all is sold, a fraction; 0 for never")]
    public double TakeProfit { get; init; }

    public override string Name => "dca";

    protected override void ValidateParameters()
    {
        if (Days == Weekdays.None) throw new BadInputException("parameter days: on no day nothing is ever bought");
    }

    protected override void OnStart()
    {
        highs = PerInstrument(instrument => Dip > 0 ? Track(new ExtremeValue(DipBars, isLowest: false) { Source = BarField.Close }, instrument) : null);
        // The first day tells which month's day is yet to come, whether it is one of the days of purchases or not.
        if (DayOfMonth > 0 && lastMonth < 0) SetDaily(Beginning, new TimeOfDay(Hour, Minute));
        SetDaily(Purchase, new TimeOfDay(Hour, Minute), Days);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var position = Position(bar.Instrument);
        if (TakeProfit > 0 && position.Side == PositionSide.Long && bar.Close >= position.AveragePrice.ToDouble() * (1 + TakeProfit))
            SetTarget(bar.Instrument, Quantity.Zero, "take-profit");
    }

    protected override void OnTimer(string name)
    {
        if (name == Beginning)
        {
            FirstMonth();
            CancelTimer(Beginning);
        }
        if (name != Purchase || (DayOfMonth > 0 && !IsNewMonth())) return;
        foreach (var instrument in Members)
        {
            var price = LastBar(instrument).Close;
            if (!(price > 0)) continue;
            var isDip = highs[instrument] is { IsWarm: true } high && price <= high.Value * (1 - Dip);
            var quantity = RoundedDown(instrument, Amount * (isDip ? DipFactor : 1m) / (decimal)price);
            if (!quantity.IsZero) Buy(instrument, quantity, isDip ? "dip" : Purchase);
        }
    }

    protected override void SaveState(IDictionary<string, string> state)
    {
        if (lastMonth >= 0) state[LastMonth] = lastMonth.ToString(CultureInfo.InvariantCulture);
    }

    protected override void LoadState(IReadOnlyDictionary<string, string> state)
    {
        if (state.TryGetValue(LastMonth, out var month)) lastMonth = int.Parse(month, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the day of a month has come for which nothing was bought yet; with days of the week its first time may lie in the next month.</summary>
    private bool IsNewMonth()
    {
        FirstMonth();
        var date = Now.ToDateTime();
        var passed = MonthPassed(date);
        if (passed <= lastMonth) return false;
        lastMonth = passed;
        return true;
    }

    /// <summary>Leaves out the month that was under way beyond its day at the start.</summary>
    private void FirstMonth()
    {
        var date = Now.ToDateTime();
        if (lastMonth < 0) lastMonth = MonthPassed(date) - (date.Day == DayOfMonth ? 1 : 0);
    }

    /// <summary>The last month whose day has come.</summary>
    private int MonthPassed(DateTime date) => date.Year * 12 + date.Month - (date.Day >= DayOfMonth ? 0 : 1);
}
