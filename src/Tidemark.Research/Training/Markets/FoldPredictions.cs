namespace Tidemark.Research.Training.Markets;

/// <summary>What a model said in a fold.</summary>
/// <param name="Moments">The moments that it was asked at.</param>
/// <param name="Predictions"><c>[moments, outputs]</c>; NaN where it says nothing.</param>
/// <param name="Score">How it did.</param>
/// <param name="Seconds">How long it learnt.</param>
internal sealed record FoldPredictions(int[] Moments, double[] Predictions, FoldScore Score, double Seconds);
