namespace Tidemark.Learning.Ensembles;

/// <summary>Weights of models that change with their results.</summary>
public interface IOnlineEnsemble
{
    /// <summary>The weight of each model now; they sum to 1.</summary>
    IReadOnlyList<double> Weights { get; }

    /// <summary>Takes the losses of all models on one sample, when its outcome is known.</summary>
    /// <param name="losses">One a model, finite; the smaller the better.</param>
    /// <exception cref="ArgumentException">A loss is not possible.</exception>
    void Observe(ReadOnlySpan<double> losses);
}
