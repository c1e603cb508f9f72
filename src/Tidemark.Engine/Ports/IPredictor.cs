namespace Tidemark.Engine.Ports;

/// <summary>A model that has learnt: it turns features into a prediction, at once, and is the same for the same features.</summary>
public interface IPredictor
{
    /// <summary>What it is, reads and gives.</summary>
    PredictionSchema Schema { get; }

    /// <summary>Predicts.</summary>
    /// <param name="features"><see cref="PredictionSchema.InputLength"/> values as they are, NaN where one is missing; the model scales them itself.</param>
    /// <param name="result"><see cref="PredictionSchema.Outputs"/> values.</param>
    /// <returns>False where it has no opinion on these features.</returns>
    bool TryPredict(ReadOnlySpan<double> features, Span<double> result);
}
