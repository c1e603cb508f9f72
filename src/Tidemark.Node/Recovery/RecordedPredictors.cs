using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>
/// The models of a session that is replayed: what they are and what they answered is taken from the journal, in its order, and no model is
/// asked. Where the journal ends, a session that goes on asks the models themselves, in the versions that were in force.
/// </summary>
internal sealed class RecordedPredictors : IPredictorSource, IDisposable
{
    private readonly long last;
    private readonly IPredictorSource? models;
    private readonly Dictionary<string, Recorded> inForce = new(StringComparer.Ordinal);
    private JournalReader? reader;

    /// <param name="folder">The journal.</param>
    /// <param name="lastOnDisk">Records up to this one are taken.</param>
    /// <param name="models">Where models come from afterwards; null where the session does not go on.</param>
    public RecordedPredictors(JournalFolder folder, JournalSequence lastOnDisk, IPredictorSource? models)
    {
        // Whoever replays has read the whole journal with its hashes before.
        reader = new JournalReader(folder, checksChain: false);
        last = lastOnDisk.Value;
        this.models = models;
    }

    /// <exception cref="ReplayMismatchException">The journal has another record of a model here.</exception>
    public IPredictor Open(string name)
    {
        if (TryNext() is not { } content) return Models(name).Open(name);
        return content is PredictorOpenedRecord opened && opened.Name == name
            ? inForce[name] = new Recorded(this, name, opened.Schema)
            : throw new ReplayMismatchException(reader!.Sequence.Value, Told(content), $"the question for model {name}");
    }

    /// <summary>Of another version all is known but its answers: only one that reads and gives the same could take over.</summary>
    public IPredictor Open(string name, string version) =>
        inForce.TryGetValue(name, out var before) ? inForce[name] = new Recorded(this, name, before.Schema with { Version = version }) : Models(name).Open(name, version);

    /// <summary>After the last record: finds the models that the session goes on with, so that one that is missing is told at once.</summary>
    /// <exception cref="BadInputException">A model is not to be had any more.</exception>
    public void GoOn()
    {
        foreach (var predictor in inForce.Values) predictor.GoOn();
    }

    public void Dispose() => reader?.Dispose();

    private IPredictorSource Models(string name) => models ?? throw new InvalidDataException($"the journal was cut off before model {name} was opened");

    /// <summary>The next record of a model; null after the last.</summary>
    private object? TryNext()
    {
        while (reader is not null)
        {
            if (reader.Sequence.Value >= last || !reader.Read())
            {
                reader.Dispose();
                reader = null;
                return null;
            }
            if (reader.Header.Kind is RecordKind.Prediction or RecordKind.PredictorOpened) return RecordContent.Decode(reader.Header, reader.Payload);
        }
        return null;
    }

    private static string Told(object content) => content is PredictorOpenedRecord opened ? $"the question for model {opened.Name}" : $"an answer of model {((PredictionRecord)content).Model}";

    /// <summary>A model whose answers are known.</summary>
    private sealed class Recorded(RecordedPredictors owner, string name, PredictionSchema schema) : IPredictor
    {
        private IPredictor? model;

        public PredictionSchema Schema => schema;

        /// <summary>That it was asked the same is found by whoever compares the records that come of it.</summary>
        public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
        {
            if (owner.TryNext() is not { } content)
            {
                // A replay that ends with its journal has nobody to ask: what comes after the last record is not compared.
                if (owner.models is null) return false;
                GoOn();
                return model!.TryPredict(features, result);
            }
            if (content is not PredictionRecord prediction || prediction.Outputs.Length > result.Length)
                throw new ReplayMismatchException(owner.reader!.Sequence.Value, Told(content), $"an answer of model {schema.Model}");
            prediction.Outputs.CopyTo(result);
            return !prediction.Outputs.IsEmpty;
        }

        public void GoOn() => model ??= owner.Models(name).Open(name, schema.Version);
    }
}
