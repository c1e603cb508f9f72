using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>The changes of models that a backtest took, from its journal.</summary>
internal sealed class RecordedModelChanges : IModelUpdates
{
    private readonly Queue<EngineEvent> changes = new();

    /// <exception cref="InvalidDataException">A record cannot be read.</exception>
    public RecordedModelChanges(JournalFolder folder)
    {
        using var reader = new JournalReader(folder, checksChain: false);
        while (reader.Read())
            if (reader.Header.Kind == RecordKind.ModelChange) changes.Enqueue(EventRecords.Decode(reader.Header, reader.Payload));
    }

    public Instant Next => changes.TryPeek(out var next) ? next.ReceivedAt : Instant.MaxValue;

    public ModelChange? Take(Instant now) => changes.Dequeue().AsModelChange();
}
