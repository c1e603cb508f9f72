using System.Globalization;
using Tidemark.Analytics.Regimes;
using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;

namespace Tidemark.Research.Attribution;

/// <summary>Counts each round trip in every dimension, in one pass.</summary>
internal sealed class DimensionTallies(RunReport report, RegimeCalendar? regimes)
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private readonly TradeTally[] byInstrument = Tallies(report.Description.Instruments.Count);
    private readonly TradeTally[] byStrategy = Tallies(report.Result.Strategies.Count);
    private readonly TradeTally[] bySide = Tallies(2);
    private readonly Dictionary<string, TradeTally> byEntryTag = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TradeTally> byExitReason = new(StringComparer.Ordinal);
    private readonly TradeTally[] byRegime = Tallies(Enum.GetValues<Regime>().Length);
    private readonly TradeTally[] byWeekday = Tallies(7);
    private readonly TradeTally[] byHour = Tallies(24);

    /// <summary>The profit of all counted so far.</summary>
    public decimal Pnl { get; private set; }

    public void Add(RoundTrip trip)
    {
        var (pnl, fees) = (MoneyUnits.Of(trip.Pnl), MoneyUnits.Of(trip.Fees));
        Pnl += pnl;
        Count(byInstrument[trip.Instrument.Value]);
        Count(byStrategy[trip.Strategy]);
        Count(bySide[trip.Side == PositionSide.Short ? 1 : 0]);
        Count(Of(byEntryTag, trip.EntryTag));
        Count(Of(byExitReason, trip.ExitReason));
        if (regimes is not null) Count(byRegime[(int)regimes.At(trip.EntryTime)]);
        // 1970-01-01 was a Thursday.
        Count(byWeekday[((trip.EntryTime.UnixDay + 3) % 7 + 7) % 7]);
        Count(byHour[(int)(((trip.EntryTime.UnixSeconds / 3600) % 24 + 24) % 24)]);

        void Count(TradeTally tally) => tally.Add(trip, pnl, fees);
    }

    public IReadOnlyList<AttributionDimension> Finish() =>
    [
        new("byInstrument", "instrument", Lines(byInstrument, report.Description.Instruments, keepsEmpty: false, position => position.Instrument.Value)),
        new("byStrategy", "strategy", [.. StrategyLines.WithCosts(Lines(byStrategy, report.Result.Strategies, keepsEmpty: true, position => position.Strategy), report)
            .Where(line => line.RoundTrips > 0 || line.OpenPnl != 0m || line.NetPnl != 0m || line.FeesPaid is not (null or 0m))]),
        new("bySide", "side", Lines(bySide, (string[])["long", "short"], keepsEmpty: false)),
        new("byEntryTag", "entry tag", Lines(byEntryTag)),
        new("byExitReason", "exit reason", Lines(byExitReason)),
        new("byEntryRegime", "regime at entry", Lines(byRegime, [.. Enum.GetValues<Regime>().Select(RegimeNames.Of)], keepsEmpty: false)),
        new("byEntryWeekday", "weekday of entry", Lines(byWeekday, Weekdays, keepsEmpty: true)),
        new("byEntryHour", "hour of entry, UTC", Lines(byHour, [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture))], keepsEmpty: true)),
    ];

    private static TradeTally[] Tallies(int count) => [.. Enumerable.Range(0, count).Select(_ => new TradeTally())];

    private static TradeTally Of(Dictionary<string, TradeTally> tallies, string name)
    {
        if (tallies.TryGetValue(name, out var found)) return found;
        return tallies[name] = new TradeTally();
    }

    private AttributedTrades[] Lines<T>(TradeTally[] tallies, IReadOnlyList<T> names, bool keepsEmpty, Func<OpenPosition, int>? lineOf = null)
    {
        var open = new decimal[tallies.Length];
        if (lineOf is not null)
            foreach (var position in report.Result.OpenPositions) open[lineOf(position)] += RestLines.OpenPnlOf(position);
        return [.. tallies.Select((tally, index) => tally.Named($"{names[index]}") with { OpenPnl = open[index] })
            .Where(line => keepsEmpty || line.RoundTrips > 0 || line.OpenPnl != 0m)];
    }

    private static AttributedTrades[] Lines(Dictionary<string, TradeTally> tallies) =>
        [.. tallies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Named(pair.Key.Length == 0 ? "(none)" : pair.Key))];
}
