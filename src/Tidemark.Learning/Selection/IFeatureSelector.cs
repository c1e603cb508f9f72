using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Selection;

/// <summary>A way to tell which features are worth keeping. It belongs inside the folds: what looks at the test samples has learnt from them.</summary>
public interface IFeatureSelector
{
    /// <summary>For people: <c>mutual-information</c>.</summary>
    string Name { get; }

    /// <summary>Ranks the columns of a table.</summary>
    /// <param name="train">The samples to learn from.</param>
    /// <param name="validation">Samples on which what was learnt is judged, where a selector does that; null lets it judge on the training samples, and it says so in its documentation.</param>
    /// <param name="context">Seed, threads, cancellation.</param>
    /// <exception cref="ArgumentException">The samples are not what the selector or its model can use.</exception>
    FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context);
}
