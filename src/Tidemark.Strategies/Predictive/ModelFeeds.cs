using Tidemark.Engine.Ports;
using Tidemark.Indicators;
using Tidemark.Indicators.Features;

namespace Tidemark.Strategies.Predictive;

/// <summary>The features of a model in a session: which bars, prints and quotes of which instruments feed them.</summary>
internal sealed class ModelFeeds
{
    private readonly FeatureList list;
    private readonly PredictionSchema schema;
    private readonly IReadOnlyList<Instrument> instruments;

    /// <exception cref="BadInputException">The features cannot be read, look ahead, or are not those that the model names.</exception>
    public ModelFeeds(PredictionSchema schema, IReadOnlyList<Instrument> instruments)
    {
        (this.schema, this.instruments) = (schema, instruments);
        list = FeatureText.Parse(schema.FeatureSet);
        list.RefuseLookAheads();
        if (!list.Names.SequenceEqual(schema.Features)) throw new BadInputException($"model {schema.Model} reads {string.Join(", ", schema.Features)}, and its features are {string.Join(", ", list.Names)}");
    }

    /// <summary>Names of the observations that formulas read.</summary>
    public IReadOnlyList<string> Observations => list.Observations;

    /// <summary>Whether an instrument is read by features about others: such a one is not traded.</summary>
    public bool IsRead(InstrumentIndex instrument) => list.Instruments.Any(other => other.Instrument == instruments[instrument.Value].Id);

    /// <summary>Has everything that the features of an instrument read fed to them.</summary>
    /// <param name="instrument">What they are about.</param>
    /// <param name="interval">The bars that the model reads.</param>
    /// <param name="track">Has an indicator fed: instrument and interval of the bars.</param>
    /// <exception cref="BadInputException">A further instrument is not in the session.</exception>
    public RowFeed Start(InstrumentIndex instrument, Interval interval, Action<Indicator, InstrumentIndex, Interval> track)
    {
        var rows = new RowFeed(list, interval, schema);
        for (var source = 0; source <= list.Instruments.Length; source++)
        {
            var of = source == 0 ? instrument : IndexOf(list.Instruments[source - 1], instrument);
            var bars = list.IntervalOf(source, interval);
            // How many bars others need is not told apart; those of a longer interval need no more than the features themselves.
            track(new BarFeed(rows, source, list.WarmUp + (source == 0 ? schema.Window - 1 : 0)), of, bars);
            if (list.NeedsTrades(source)) track(new TradeFeed(rows.Features, source), of, bars);
            if (list.NeedsQuotes(source)) track(new QuoteFeed(rows.Features, source), of, bars);
        }
        return rows;
    }

    private InstrumentIndex IndexOf(FeatureInstrument other, InstrumentIndex own)
    {
        if (other.Instrument is not { } id) return own;
        for (var index = 0; index < instruments.Count; index++)
            if (instruments[index].Id == id) return new InstrumentIndex(index);
        throw new BadInputException($"the features of model {schema.Model} read {id}: add --instrument {id}, which is then read and not traded");
    }
}
