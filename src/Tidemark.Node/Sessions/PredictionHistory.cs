using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;

namespace Tidemark.Node.Sessions;

/// <summary>The last predictions of a session, made of its journal's records, each with its outcome once the horizon has passed.</summary>
internal sealed class PredictionHistory(SessionSetup setup, Func<InstrumentIndex, double> lastPrice)
{
    private const int Kept = 500;

    private readonly LinkedList<Row> rows = new();
    private readonly PriorityQueue<Row, (Instant Due, long Number)>[] open = [.. setup.Instruments.Select(_ => new PriorityQueue<Row, (Instant Due, long Number)>())];
    private readonly Dictionary<string, PredictionSchema> models = new(StringComparer.Ordinal);
    private IReadOnlyList<PredictionView>? views = [];

    /// <summary>All predictions since the session began.</summary>
    public long Count { get; private set; }

    /// <summary>The models that were asked for, in the version that answers now.</summary>
    public IReadOnlyList<string> Models => [.. models.Values.Select(model => $"{model.Model}@{model.Version}")];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PredictionView> Views => views ??= [.. rows.Select(ViewOf)];

    public void Opened(PredictorOpenedRecord opened) => models[opened.Schema.Model] = opened.Schema;

    public void Made(PredictionRecord prediction)
    {
        if (!models.TryGetValue(prediction.Model, out var model)) return;
        if (model.Version != prediction.Version) models[prediction.Model] = model = model with { Version = prediction.Version };
        var bar = (model.Interval ?? setup.BaseIntervals[prediction.Instrument.Value]).ApproximateNanoseconds;
        var row = new Row(prediction, model.Kind, lastPrice(prediction.Instrument), prediction.Time + new Duration(bar * prediction.Horizon), new Duration(bar * prediction.Horizon));
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
            views = null;
        }
    }

    private PredictionView ViewOf(Row row) => new(row.Record.Time, setup.Instruments[row.Record.Instrument.Value].Id, row.Record.Model, row.Record.Version, row.Kind,
        row.Ahead.TotalSeconds, row.Record.Outputs, row.Record.InputHash, row.Outcome);

    private sealed record Row(PredictionRecord Record, PredictionKind Kind, double Price, Instant Due, Duration Ahead)
    {
        public double? Outcome { get; set; }
    }
}
