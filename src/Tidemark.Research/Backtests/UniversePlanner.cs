using System.Globalization;
using Tidemark.Engine.Universes;
using Tidemark.Research.Universes;

namespace Tidemark.Research.Backtests;

/// <summary>What a backtest over a universe needs besides that of a backtest over named instruments.</summary>
internal static class UniversePlanner
{
    /// <summary>The candidates that have bars in the range; the others can never be traded in it.</summary>
    /// <exception cref="BadInputException">None has.</exception>
    public static IReadOnlyList<SeriesInput> WithBarsInRange(BacktestRequest request, IReadOnlyList<SeriesInput> inputs)
    {
        List<SeriesInput> kept = [.. inputs.Where(input => HasBars(request, input.Bars))];
        return kept.Count > 0 ? kept : throw new BadInputException($"--universe: none of {inputs.Count} candidates has bars from {request.From?.ToString() ?? "the start"} to {request.To?.ToString() ?? "the end"}");
    }

    /// <summary>Asks the rules at every refresh of the run.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="all">Every candidate, whole.</param>
    /// <param name="cut">What is traded.</param>
    /// <param name="tradingStart">Where trading begins.</param>
    /// <param name="notes">Takes how large the universe was.</param>
    public static UniverseSchedule? ScheduleOf(BacktestRequest request, IReadOnlyList<SeriesInput> all, IReadOnlyList<SeriesInput> cut, Instant tradingStart, List<string> notes)
    {
        if (request.Universe is not { } universe) return null;
        var numbers = cut.Select((input, index) => (input.Instrument.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var from = Instant.Max(tradingStart, cut.Min(input => new Instant(input.Bars.OpenTimes.Span[0])));
        var to = cut.Max(input => input.Bars.Interval.CloseOf(new Instant(input.Bars.OpenTimes.Span[^1])));
        var schedule = UniverseSchedules.Build(universe.ForBars(cut[0].Bars.Interval), [.. all.Select(input => new UniverseCandidate(input.Instrument, input.RuleBars ?? input.Bars))],
            [.. all.Select(input => numbers.GetValueOrDefault(input.Instrument.Id, -1))], from, to);
        AddNote(schedule, cut.Count, notes);
        return schedule;
    }

    private static void AddNote(UniverseSchedule schedule, int candidates, List<string> notes)
    {
        var (members, most, ever) = (0, 0, new HashSet<int>());
        foreach (var change in schedule.Changes)
        {
            members += change.Entered.Length - change.Left.Length;
            most = Math.Max(most, members);
            ever.UnionWith(change.Entered);
        }
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"universe {schedule.Name}: {ever.Count:N0} of {candidates:N0} candidates were members, at most {most:N0} at once, refreshed every {schedule.Refresh}"));
    }

    private static bool HasBars(BacktestRequest request, BarColumns bars)
    {
        var end = request.To is { } to ? bars.LowerBound(to) : bars.Count;
        return (request.From is { } from ? bars.LowerBound(from) : 0) < end;
    }
}
