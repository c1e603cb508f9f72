using Tidemark.Engine.Journaling;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;

namespace Tidemark.Node.Sessions;

/// <summary>The last predictions of a session, made of its journal's records, each with its outcome once the horizon has passed.</summary>
internal sealed class PredictionHistory(SessionSetup setup, Func<InstrumentIndex, double> lastPrice)
{
    private const int Kept = 500;

    private readonly LinkedList<Row> rows = new();
    private readonly PriorityQueue<Row, (Instant Due, long Number)>[] open = [.. setup.Instruments.Select(_ => new PriorityQueue<Row, (Instant Due, long Number)>())];
    private readonly List<ModelTrack> models = [];
    private IReadOnlyList<PredictionView>? views = [];

    /// <summary>All predictions since the session began.</summary>
    public long Count { get; private set; }

    /// <summary>The models that were asked for, in the version that answers now.</summary>
    public IReadOnlyList<string> Models => [.. models.Select(model => model.Title)];

    /// <summary>The same models, with their versions and how good they were.</summary>
    public IReadOnlyList<ModelView> ModelViews => [.. models.Select(model => model.View)];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PredictionView> Views => views ??= [.. rows.Select(ViewOf)];

    public void Opened(PredictorOpenedRecord opened) => models.Add(new ModelTrack(opened, setup.BaseIntervals));

    /// <summary>Another version takes over, or a training changed nothing.</summary>
    public void Changed(Instant time, ModelChange change) => models.Find(model => model.Name == change.Predictor)?.Changed(time, change);

    public void Made(PredictionRecord prediction)
    {
        // Two versions of a model may be asked side by side, each under a name of its own.
        var model = models.Find(one => one.Model == prediction.Model && one.Version == prediction.Version) ?? models.Find(one => one.Model == prediction.Model);
        if (model is null) return;
        model.Asked(prediction.Time, prediction.Version);
        var ahead = model.Ahead(prediction.Horizon, prediction.Instrument);
        var row = new Row(prediction, model, lastPrice(prediction.Instrument), prediction.Time + ahead, ahead);
        rows.AddFirst(row);
        if (rows.Count > Kept) rows.RemoveLast();
        // Models look ahead over different times: what is due first is not what was asked first.
        open[prediction.Instrument.Value].Enqueue(row, (row.Due, Count));
        Count++;
        views = null;
    }

    /// <summary>A bar has closed: what looked ahead until then has its outcome.</summary>
    public void BarClosed(InstrumentIndex instrument, Instant closeTime, double close)
    {
        var waiting = open[instrument.Value];
        while (waiting.TryPeek(out var row, out _) && row.Due <= closeTime)
        {
            waiting.Dequeue();
            row.Outcome = close / row.Price - 1;
            row.Model.Judged(row.Record, row.Due, row.Outcome.Value);
            views = null;
        }
    }

    private PredictionView ViewOf(Row row) => new(row.Record.Time, setup.Instruments[row.Record.Instrument.Value].Id, row.Record.Model, row.Record.Version,
        row.Model.Kind, row.Ahead.TotalSeconds, row.Record.Outputs, row.Record.InputHash, row.Outcome)
    { Price = row.Price };

    private sealed record Row(PredictionRecord Record, ModelTrack Model, double Price, Instant Due, Duration Ahead)
    {
        public double? Outcome { get; set; }
    }
}
