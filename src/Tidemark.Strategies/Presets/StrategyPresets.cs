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
        new("swing-trading", "supertrend", Interval.Parse("4h"),
            [],
            "Follows moves of days to weeks on four-hour bars by the SuperTrend; looked at six times a day.",
            "A few trades a month: fees matter little, what it costs to hold does. With --account margin set --borrow-rate, with perpetuals --funding."),
    ];

    /// <summary>The preset of a name; null where there is none.</summary>
    public static StrategyPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);
}
