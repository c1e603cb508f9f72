using System.Collections.Immutable;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;

namespace Tidemark.Node.Sessions;

/// <summary>What a session remembers of a model: its versions, what became of it, and how good it was.</summary>
/// <param name="opened">How it was asked for.</param>
/// <param name="bars">The session's bars by instrument, for models of any bars.</param>
internal sealed class ModelTrack(PredictorOpenedRecord opened, ImmutableArray<Interval> bars)
{
    private const int VersionsKept = 50;
    private const int ChangesKept = 100;

    private readonly PredictionSchema schema = opened.Schema;
    private readonly PredictionTally all = new(opened.Schema.Kind);
    private readonly List<VersionTrack> versions = [new VersionTrack(opened.Schema, null)];
    private readonly LinkedList<ModelChangeView> changes = new();
    private ModelView? view;

    public string Name => opened.Name;

    public PredictionKind Kind => schema.Kind;

    public string Model => schema.Model;

    /// <summary>The version that answers now.</summary>
    public string Version => versions[^1].Version;

    public string Title => $"{Model}@{Version}";

    public ModelView View => view ??= new ModelView(Name, Model, Version, Kind, Ahead(schema.Horizon, default).TotalSeconds, schema.Interval, all.ToScore(),
        [.. versions.Select(one => new ModelVersionView(one.Version, one.Since, one.Asked, one.Tally.ToScore()))], [.. changes]);

    /// <summary>The time that so many of the model's bars take.</summary>
    public Duration Ahead(int count, InstrumentIndex instrument) => new((schema.Interval ?? bars[instrument.Value]).ApproximateNanoseconds * count);

    public void Changed(Instant time, ModelChange change)
    {
        view = null;
        changes.AddFirst(new ModelChangeView(time, change));
        if (changes.Count > ChangesKept) changes.RemoveLast();
        if (change.Version != Version) TakeOver(change.Version, time);
    }

    public void Asked(Instant time, string version)
    {
        view = null;
        if (version != Version) TakeOver(version, time);
        versions[^1].Asked++;
    }

    public void Judged(PredictionRecord prediction, Instant due, double outcome)
    {
        view = null;
        all.Add(prediction.Time, due, prediction.Outputs.AsSpan(), outcome);
        versions.FindLast(one => one.Version == prediction.Version)?.Tally.Add(prediction.Time, due, prediction.Outputs.AsSpan(), outcome);
    }

    /// <summary>A version that is gone back to goes on with its own score.</summary>
    private void TakeOver(string version, Instant time)
    {
        var index = versions.FindIndex(one => one.Version == version);
        var next = index < 0 ? new VersionTrack(schema with { Version = version }, time) : versions[index];
        if (index >= 0) versions.RemoveAt(index);
        next.Since = time;
        versions.Add(next);
        if (versions.Count > VersionsKept) versions.RemoveAt(0);
    }

    private sealed class VersionTrack(PredictionSchema schema, Instant? since)
    {
        public string Version => schema.Version;

        public Instant? Since { get; set; } = since;

        public long Asked { get; set; }

        public PredictionTally Tally { get; } = new(schema.Kind);
    }
}
