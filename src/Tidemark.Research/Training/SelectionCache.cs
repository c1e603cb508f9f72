using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Selection;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training;

/// <summary>
/// Which features were selected from which samples: a search trains on the same samples again and again, and need not select anew unless the
/// model's settings have a say in it. Safe to use from several threads.
/// </summary>
internal sealed class SelectionCache(FeatureSelection? selection, FitContext context)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> known = new(StringComparer.Ordinal);

    /// <summary>Prepares samples of one table, selecting where that has not been done.</summary>
    /// <exception cref="ArgumentException">The samples cannot be prepared.</exception>
    public PreparedSamples Prepare(InputPipeline pipeline, ModelSetting setting, HyperParameters parameters, TrainingSet train, TrainingSet? validation, int window)
    {
        if (pipeline.Selector is null || selection is null) return pipeline.Prepare(train, validation, window, context);
        var key = Key(selection.NeedsModel ? $"{setting.Model.Name} {string.Join(',', parameters.Parameters.Select(one => parameters.Text(one.Name)))}" : "", window, pipeline, train);
        if (known.TryGetValue(key, out var kept)) return (pipeline with { Kept = kept }).Prepare(train, validation, window, context);
        var prepared = pipeline.Prepare(train, validation, window, context);
        known[key] = prepared.Preparation.Kept;
        return prepared;
    }

    private static string Key(string model, int window, InputPipeline pipeline, TrainingSet train)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{model}|{window}|{pipeline.TakesMissing}|{pipeline.Steps.Text}|"));
        hash.AppendData(MemoryMarshal.AsBytes(train.Rows.Span));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
