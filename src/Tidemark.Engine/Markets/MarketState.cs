using Tidemark.Engine.Bars;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Markets;

/// <summary>What the session knows of the market: the bar series of every instrument, last quotes, and the observations known so far.</summary>
internal sealed class MarketState
{
    private readonly SessionSetup setup;
    private readonly List<BarSeries> series = [];
    private readonly BarSeries[] incoming;
    private readonly Dictionary<string, Observation> observations = new(StringComparer.Ordinal);

    public MarketState(SessionSetup setup)
    {
        this.setup = setup;
        incoming = [.. setup.Instruments.Select((_, index) => new BarSeries(index, new InstrumentIndex(index), setup.BaseIntervals[index], null))];
        series.AddRange(incoming);
    }

    /// <summary>The series by dense number: first the base series in the order of the instruments, then the longer ones.</summary>
    public IReadOnlyList<BarSeries> Series => series;

    /// <summary>Whether there is one instrument, in one interval.</summary>
    public bool HasOneSeries => series.Count == 1;

    public BarSeries Base(InstrumentIndex instrument) => incoming[instrument.Value];

    /// <summary>The series of an instrument and interval; made when it does not exist yet.</summary>
    /// <exception cref="BadInputException">The interval cannot be built from the incoming bars.</exception>
    public BarSeries Find(InstrumentIndex instrument, Interval interval)
    {
        var found = series.Find(candidate => candidate.Instrument == instrument && candidate.Interval == interval);
        if (found is not null) return found;
        var finest = setup.BaseIntervals[instrument.Value];
        if (!interval.CanBeBuiltFrom(finest))
            throw new BadInputException($"{setup.Instruments[instrument.Value].Id}: bars of {interval} cannot be built from bars of {finest}");
        found = new BarSeries(series.Count, instrument, interval, new BarAggregator(interval));
        series.Add(found);
        Base(instrument).Longer.Add(found);
        return found;
    }

    /// <summary>The longest warm-up of any indicator, counted in bars of its instrument's base interval.</summary>
    public int WarmUpBars
    {
        get
        {
            var longest = 0L;
            foreach (var one in series)
            {
                var baseLength = setup.BaseIntervals[one.Instrument.Value].ApproximateNanoseconds;
                longest = Math.Max(longest, one.WarmUp * (one.Interval.ApproximateNanoseconds / baseLength));
            }
            return (int)Math.Min(longest, int.MaxValue / 8);
        }
    }

    public IEnumerable<TrackedIndicator> TrackedIndicators =>
        series.SelectMany(one => one.Indicators.Select(indicator => new TrackedIndicator(one.Instrument, one.Interval, indicator)));

    /// <summary>Keeps an observation if it is the newest known of its name.</summary>
    public void Take(Observation observation)
    {
        if (!observations.TryGetValue(observation.Name, out var known) || observation.EventTime >= known.EventTime)
            observations[observation.Name] = observation;
    }

    public Observation? LastObservation(string name) => observations.GetValueOrDefault(name);
}
