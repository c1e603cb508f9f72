using System.Globalization;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Strategies.Trend;

/// <summary>A price outside the range of the last weeks is where long trends begin; most such moves fail, the few that do not pay for them.</summary>
[About(
    Group = "trend",
    Idea = "A price outside the range of the last weeks is where long trends begin; most such moves fail, the few that do not pay for them.",
    Rules = "Channel of the bars before this one: highest high and lowest low of entry bars, and of exit bars. A close above the entry channel: go long one unit; below it: short (with direction=long-short, else only leave). A long position is closed at a close below the lowest low of exit bars, a short one above the highest high of them. With stop-ranges above 0 a stop order rests that many average true ranges (range-period) from the entry price, measured at the entry, or as soon as the range is known.",
    Source = "R. Donchian; the turtle rules as published by C. Faith, Way of the Turtle, 2007 (system 1 without the skip rule, without adding units)",
    FailsWhen = "Ranges: false breakouts one after another. Win rates of a third are usual, and long losing streaks with them.")]
public sealed class DonchianTurtle : DirectedStrategy
{
    private const string RememberedRange = "range";

    private PerInstrument<ExtremeValue> entryHighs;
    private PerInstrument<ExtremeValue> entryLows;
    private PerInstrument<ExtremeValue> exitHighs;
    private PerInstrument<ExtremeValue> exitLows;
    private PerInstrument<AverageTrueRange> ranges;
    private PerInstrument<Channel> channels;

    [Parameter(Min = 2, Max = 10_000, Description = "bars whose range must be left to enter")]
    public int Entry { get; init; } = 20;

    [Parameter(Min = 2, Max = 10_000, Description = "bars whose range must be left on the other side to exit")]
    public int Exit { get; init; } = 10;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the average true range")]
    public int RangePeriod { get; init; } = 20;

    [Parameter(Min = 0, Max = 100, Description = "distance of the stop in average true ranges; 0 for none")]
    public double StopRanges { get; init; } = 2;

    protected override void ValidateParameters()
    {
        if (Exit > Entry) throw new BadInputException($"parameter exit ({Exit}) must not be larger than entry ({Entry})");
    }

    protected override void OnStart()
    {
        entryHighs = PerInstrument(instrument => Track(new ExtremeValue(Entry, isLowest: false) { Source = BarField.High }, instrument));
        entryLows = PerInstrument(instrument => Track(new ExtremeValue(Entry, isLowest: true) { Source = BarField.Low }, instrument));
        exitHighs = PerInstrument(instrument => Track(new ExtremeValue(Exit, isLowest: false) { Source = BarField.High }, instrument));
        exitLows = PerInstrument(instrument => Track(new ExtremeValue(Exit, isLowest: true) { Source = BarField.Low }, instrument));
        ranges = PerInstrument(instrument => Atr(RangePeriod, instrument));
        channels = PerInstrument(_ => Channel.None);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var instrument = bar.Instrument;
        var before = channels[instrument];
        channels[instrument] = new Channel(entryHighs[instrument].Value, entryLows[instrument].Value, exitHighs[instrument].Value, exitLows[instrument].Value);
        if (bar.Close > before.EntryHigh) GoLong(instrument, "breakout up");
        else if (bar.Close < before.EntryLow) GoShort(instrument, "breakout down");
        else if (SideOf(instrument) == PositionSide.Long && bar.Close < before.ExitLow) Leave(instrument, "exit channel");
        else if (SideOf(instrument) == PositionSide.Short && bar.Close > before.ExitHigh) Leave(instrument, "exit channel");
    }

    protected override Price? StopPriceOf(OpenTrade trade)
    {
        if (StopRanges == 0) return null;
        if (trade.Recall(RememberedRange) is not { } text)
        {
            // Entered before the range is known: measured at the first close at which it is.
            if (!ranges[trade.Instrument].IsWarm) return null;
            text = ranges[trade.Instrument].Value.ToString("R", CultureInfo.InvariantCulture);
            trade.Remember(RememberedRange, text);
        }
        var distance = StopRanges * double.Parse(text, CultureInfo.InvariantCulture);
        var isLong = trade.Side == PositionSide.Long;
        var level = trade.EntryPrice.ToDouble() + (isLong ? -distance : distance);
        return level > 0 && double.IsFinite(level) ? Instruments[trade.Instrument.Value].RoundPrice((decimal)level, isLong ? Rounding.Down : Rounding.Up, Now) : null;
    }

    /// <summary>The extremes until the bar before; NaN, which nothing is above or below, while not known.</summary>
    private readonly record struct Channel(double EntryHigh, double EntryLow, double ExitHigh, double ExitLow)
    {
        public static readonly Channel None = new(double.NaN, double.NaN, double.NaN, double.NaN);
    }
}
