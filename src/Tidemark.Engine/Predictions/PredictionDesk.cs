using System.Buffers.Binary;
using System.Security.Cryptography;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Predictions;

/// <summary>The models of a session: opens each once, has every answer recorded, and changes versions between two events.</summary>
/// <param name="source">Where models come from; null where there are none.</param>
/// <param name="clock">The engine's time.</param>
/// <param name="recorder">Hears what models were opened and what they answered.</param>
internal sealed class PredictionDesk(IPredictorSource? source, Clock clock, IEngineRecorder recorder)
{
    private readonly List<Predictor> predictors = [];
    private byte[] bytes = [];

    /// <summary>The models that strategies have asked for so far.</summary>
    public IReadOnlyList<Predictor> Predictors => predictors;

    /// <summary>The same model for the same name.</summary>
    /// <exception cref="BadInputException">There is no such model, or none at all in this session.</exception>
    public Predictor Open(string name)
    {
        if (predictors.Find(candidate => candidate.Name == name) is { } known) return known;
        if (source is null) throw new BadInputException($"model '{name}': no models are known here");
        var predictor = new Predictor(this, name, source.Open(name));
        predictors.Add(predictor);
        recorder.PredictorOpened(new PredictorOpenedRecord(name, predictor.Schema));
        return predictor;
    }

    /// <summary>Does what a change says. One of a model that nobody asked for means nothing.</summary>
    public void Take(ModelChange change)
    {
        var predictor = predictors.Find(candidate => candidate.Name == change.Predictor);
        if (predictor is not null && predictor.Schema.Version != change.Version) predictor.Change(source!.Open(change.Predictor, change.Version));
    }

    /// <summary>Tells what a model answered, with the hash of what it read.</summary>
    public void Record(InstrumentIndex instrument, PredictionSchema schema, ReadOnlySpan<double> features, ReadOnlySpan<double> outputs)
    {
        if (recorder.HearsPredictions) recorder.PredictionMade(new PredictionRecord(instrument, schema.Model, schema.Version, schema.Horizon, HashOf(features), clock.Now, [.. outputs]));
    }

    /// <summary>SHA-256 over the values as little-endian IEEE 754, so that it is the same everywhere.</summary>
    private string HashOf(ReadOnlySpan<double> features)
    {
        if (bytes.Length != features.Length * sizeof(double)) bytes = new byte[features.Length * sizeof(double)];
        for (var index = 0; index < features.Length; index++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(index * sizeof(double)), features[index]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
