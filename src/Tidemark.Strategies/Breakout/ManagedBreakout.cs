using System.Globalization;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Strategies.Breakout;

/// <summary>
/// Buys when the close is above the highest high of the bars before, and leaves the rest to the hooks: how much by what the stop would
/// lose, whether at all by a cool-down after a loss, entries on working days only if wanted, a stop that trails by average ranges, and a
/// table of returns that suffice the sooner the longer a trade lasts.
/// </summary>
[About(
    Group = "breakout",
    Idea = "A close above everything of the last bars often begins a move; how much, whether and how long is left to rules of money, not of direction.",
    Rules = "When flat, enter long when the close is above the highest high of the lookback bars before. Quantity: what loses risk of the proposed quantity's value at the stop (0 for the proposed one). The stop stands stop-ranges average true ranges below and is only ever raised. A trade is closed at a return of target at once, of half of it after a day, of none after a week. After a loss no entry for cool-down-minutes; with weekdays only from Monday to Friday. With entry-minutes the entry is a limit at the close, priced anew twice at most.",
    Source = "R. Donchian's channel rule; the management follows the hooks that retail trading systems made common",
    FailsWhen = "False breakouts in a range: each costs a stop. The table of returns cuts the rare long trends short.")]
public sealed class ManagedBreakout : Strategy
{
    private const string StopDistance = "stop-distance";

    private PerInstrument<AverageTrueRange> ranges;
    private PerInstrument<Queue<double>> highs;
    private PerInstrument<Instant> coolUntil;
    private MinimumReturns? table;
    private IReadOnlyDictionary<string, string> loaded = new Dictionary<string, string>();

    [Parameter(Min = 2, Max = 1_000, Description = "bars whose highest high must be exceeded")]
    public int Lookback { get; init; } = 20;

    [Parameter(Min = 1, Max = 1_000, Description = "bars of the average true range")]
    public int RangePeriod { get; init; } = 14;

    [Parameter(Min = 0.1, Max = 100, Description = "distance of the stop, in average true ranges")]
    public double StopRanges { get; init; } = 3;

    [Parameter(Min = 0, Max = 1, Description = "fraction of the proposed quantity's value that a stop may lose; 0 for the proposed quantity")]
    public double Risk { get; init; } = 0.01;

    [Parameter(Min = 0, Max = 10, Description = "return at which a trade is closed at once, a fraction; half of it suffices after a day, none after a week; 0 for no table")]
    public double Target { get; init; } = 0.06;

    [Parameter(Min = 0, Max = 100_000, Description = "minutes without an entry after a trade that lost")]
    public int CoolDownMinutes { get; init; } = 240;

    [Parameter(Min = 0, Max = 100_000, Description = "minutes that an entry at the close waits before it is priced anew, twice at most; 0 enters at the market")]
    public int EntryMinutes { get; init; }

    [Parameter(Description = "whether it enters from Monday to Friday only")]
    public bool Weekdays { get; init; }

    protected override TradingHours? EntryHours => Weekdays ? new TradingHours(default, default, Domain.Weekdays.MondayToFriday) : null;

    protected override MinimumReturns? MinimumReturns => table;

    protected override void OnStart()
    {
        ranges = PerInstrument(instrument => Atr(RangePeriod, instrument));
        highs = PerInstrument(_ => new Queue<double>(Lookback));
        coolUntil = PerInstrument(instrument => loaded.TryGetValue(CoolUntil(instrument), out var time) ? Instant.Parse(time) : Instant.MinValue);
        if (Target > 0) table = new MinimumReturns((Duration.Zero, Target), (Duration.FromDays(1), Target / 2), (Duration.FromDays(7), 0));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var earlier = highs[bar.Instrument];
        var isBreakout = earlier.Count == Lookback && bar.Close > earlier.Max() && double.IsFinite(ranges[bar.Instrument].Value);
        if (earlier.Count == Lookback) earlier.Dequeue();
        earlier.Enqueue(bar.High);
        if (!isBreakout || !Position(bar.Instrument).IsFlat || WorkingOrders(bar.Instrument).Any()) return;
        var quantity = UnitQuantity;
        if (!quantity.IsZero) Enter(bar, quantity);
    }

    private void Enter(in BarClosed bar, Quantity quantity)
    {
        var terms = new OrderTerms(bar.Instrument, Side.Buy, quantity) { Tag = "entry" };
        Submit(EntryMinutes == 0 ? terms : terms with
        {
            Type = OrderType.Limit,
            LimitPrice = Instruments[bar.Instrument.Value].RoundPrice((decimal)bar.Close, Rounding.Down, Now),
            Options = new OrderOptions { Timeout = OrderTimeout.Reprice(Duration.FromMinutes(EntryMinutes), 2) },
        });
    }

    /// <summary>As much as loses the risk when the stop is hit, but no more than proposed.</summary>
    protected override Quantity ChooseQuantity(InstrumentIndex instrument, Quantity proposed)
    {
        var price = LastBar(instrument).Close;
        var distance = StopRanges * ranges[instrument].Value;
        if (Risk == 0 || !(distance > 0) || proposed.IsZero) return proposed;
        var share = Math.Min(1, Risk * price / distance);
        return Instruments[instrument.Value].RoundQuantity((decimal)((double)proposed.Value * share), Rounding.Down, Now);
    }

    protected override bool ConfirmEntry(in OrderTerms terms) => Now >= coolUntil[terms.Instrument];

    /// <summary>The distance is measured once, at the entry, and remembered for the life of the trade.</summary>
    protected override Price? StopPriceOf(OpenTrade trade)
    {
        if (trade.Recall(StopDistance) is not { } text)
        {
            text = (StopRanges * ranges[trade.Instrument].Value).ToString("R", CultureInfo.InvariantCulture);
            trade.Remember(StopDistance, text);
        }
        var level = trade.Highest - double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return level > 0 ? Instruments[trade.Instrument.Value].RoundPrice((decimal)level, Rounding.Down, Now) : null;
    }

    /// <summary>A cool-down outlasts the session in which the loss was made.</summary>
    protected override void SaveState(IDictionary<string, string> state)
    {
        for (var index = 0; index < Instruments.Count; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (coolUntil[instrument] > Instant.MinValue) state[CoolUntil(instrument)] = coolUntil[instrument].ToString();
        }
    }

    protected override void LoadState(IReadOnlyDictionary<string, string> state) => loaded = state;

    private string CoolUntil(InstrumentIndex instrument) => $"cool-until {Instruments[instrument.Value].Id}";

    protected override void OnFill(Order order, Fill fill)
    {
        if (order.Side == Side.Sell && Trade(order.Instrument) is { } trade && fill.Price.ToDouble() < trade.EntryPrice.ToDouble())
            coolUntil[order.Instrument] = Now + Duration.FromMinutes(CoolDownMinutes);
    }
}
