using Tidemark.Learning.Data;

namespace Tidemark.Learning.Estimators;

/// <summary>A model that has learnt.</summary>
/// <remarks>Not safe for several threads at once, for it may keep scratch memory; make one a thread by saving and loading.</remarks>
public interface IFittedModel
{
    /// <summary>What it predicts.</summary>
    LearningTask Task { get; }

    /// <summary>Number of features it reads from a row.</summary>
    int Columns { get; }

    /// <summary>Number of rows it reads, the sample's own last; 1 for models that look at one row.</summary>
    int Window { get; }

    /// <summary>Number of values it gives.</summary>
    int Outputs { get; }

    /// <summary>Predicts one sample without allocating.</summary>
    /// <param name="window"><c>[Window, Columns]</c>, oldest row first. NaN is a missing value.</param>
    /// <param name="outputs"><c>[Outputs]</c>: the value, the probability of class 1, or the probabilities of all classes.</param>
    void Predict(ReadOnlySpan<float> window, Span<double> outputs);

    /// <summary>Predicts many samples; models that are faster on batches do it their own way, with the same results within float error.</summary>
    /// <param name="features">The table.</param>
    /// <param name="rows">The row of each sample, at least <see cref="Window"/> - 1.</param>
    /// <param name="outputs"><c>[rows, Outputs]</c>.</param>
    void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        for (var i = 0; i < rows.Length; i++)
            Predict(features.Read(rows[i] - Window + 1, Window), outputs.Slice(i * Outputs, Outputs));
    }

    /// <summary>Everything that makes the same model again.</summary>
    ModelState Save();
}
