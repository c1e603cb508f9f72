using Tidemark.Engine.Ports;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Storage.Import.Observations;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Retraining;

/// <summary>The bars of a session as what features and labels are made of.</summary>
public static class RetrainData
{
    /// <param name="schema">What the model reads.</param>
    /// <param name="card">What it learnt from.</param>
    /// <param name="series">The bars of each instrument, as far back as they are known.</param>
    /// <param name="observations">Observations that were heard, each known from when it came.</param>
    /// <exception cref="BadInputException">The session does not have what the features read.</exception>
    public static FeatureData Of(PredictionSchema schema, MarketCard card, IReadOnlyList<(InstrumentId Instrument, BarColumns Bars)> series, IReadOnlyList<ObservationRow> observations)
    {
        var list = FeatureText.Parse(schema.FeatureSet);
        foreach (var name in list.Observations)
            if (!observations.Any(row => row.Observation.Name == name)) throw new BadInputException($"its features read observations of '{name}', and none was heard");
        // The instrument that it learnt from, or the first where that one is not traded.
        var own = series.FirstOrDefault(one => one.Instrument.ToString() == card.Instrument, series[0]);
        return new FeatureData
        {
            Instrument = own.Instrument,
            Bars = InIntervalOf(own.Bars, own.Instrument, card.Interval),
            Others = [.. list.Instruments.Select((other, index) =>
            {
                var of = other.Instrument is { } id ? series.FirstOrDefault(one => one.Instrument == id) : own;
                return of.Bars is null ? throw new BadInputException($"its features read {other.Instrument}, which the session does not have") : InIntervalOf(of.Bars, of.Instrument, list.IntervalOf(index + 1, card.Interval));
            })],
            Observations = [.. observations.Where(row => list.Observations.Contains(row.Observation.Name)).OrderBy(row => row.Observation.KnownAt)],
            Source = "session",
        };
    }

    private static BarColumns InIntervalOf(BarColumns bars, InstrumentId instrument, Interval interval)
    {
        if (bars.Interval == interval) return bars;
        if (!interval.CanBeBuiltFrom(bars.Interval)) throw new BadInputException($"{instrument}: bars of {interval} cannot be built from bars of {bars.Interval}");
        return Storage.Catalog.Resampling.BarResampler.Resample(bars, interval).Bars;
    }
}
