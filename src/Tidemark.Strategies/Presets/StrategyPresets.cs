using System.Collections.Immutable;

namespace Tidemark.Strategies.Presets;

/// <summary>Every preset by name. A new one is an entry here.</summary>
public static class StrategyPresets
{
    public static ImmutableArray<StrategyPreset> All { get; } =
    [
        new("breakout-trading", "range-breakout", Interval.Hours(1),
            [new("lookback", "48"), new("volume-factor", "1.5"), new("trading-days", "mon-fri")],
            "Buys when an hour closes above the range of two days on half as much volume again as usual; no entries at week-ends, when few trade and moves often fail.",
            "Some trades a week, each at the market into a move: let slippage grow with size and volatility, --slippage spread:5 or sqrt:1."),
        new("day-trading", "opening-range", Interval.Minutes(15),
            [new("start-hour", "7"), new("range-minutes", "60"), new("end-hours", "12"), new("trading-hours", "08:00-16:00"), new("trading-days", "mon-fri"), new("flat-at-end", "true")],
            "Trades the first break of the range from 07:00 to 08:00 UTC, when Europe begins, Monday to Friday, and is out by 16:00.",
            "A trade a day pays two fees and two half spreads a day, about 0.25 % at the base tier of many venues: most of it must be earned back before anything is. Set --costs to your tier."),
        new("model-breakout", "model-signal", Interval.Hours(1),
            [new("breakout-bars", "48"), new("exit", "signal"), new("stop-ranges", "3"), new("trading-days", "mon-fri")],
            "Lets a model decide which breaks of a two-day range to believe: enters when the close leaves the range and the model is clear about the same side, leaves when it no longer is, with a trailing stop.",
            "Some trades a week at the market into a move, as with breakout-trading: --slippage spread:5 or sqrt:1. Needs --model."),
        new("model-day", "model-signal", Interval.Minutes(15),
            [new("exit", "horizon"), new("stop-ranges", "2"), new("trading-hours", "08:00-20:00"), new("trading-days", "mon-fri"), new("flat-at-end", "true")],
            "Follows a model that looks ahead over minutes to hours, Monday to Friday from 08:00 to 20:00 UTC: holds for as long as it looks ahead, and nothing over night.",
            "A trade or more a day pays two fees and two half spreads each, about 0.25 % at the base tier of many venues: ask for an expected return above that with enter-bps. Needs --model."),
        new("model-swing", "model-signal", Interval.Parse("4h"),
            [new("exit", "opposite"), new("enter-probability", "0.58"), new("enter-bps", "80"), new("stop-ranges", "5")],
            "Follows a model over days to weeks on four-hour bars: enters when it is clear, and stays until it is clear about the opposite or a wide trailing stop is met.",
            "A few trades a month: fees matter little, what it costs to hold does. With --account margin set --borrow-rate, with perpetuals --funding. Needs --model."),
        new("swing-trading", "supertrend", Interval.Parse("4h"),
            [],
            "Follows moves of days to weeks on four-hour bars by the SuperTrend; looked at six times a day.",
            "A few trades a month: fees matter little, what it costs to hold does. With --account margin set --borrow-rate, with perpetuals --funding."),
    ];

    /// <summary>The preset of a name; null where there is none.</summary>
    public static StrategyPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);
}
