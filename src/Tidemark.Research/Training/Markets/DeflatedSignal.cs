namespace Tidemark.Research.Training.Markets;

/// <summary>How sure a Sharpe ratio is, given how many settings were tried to find it.</summary>
/// <param name="Sharpe">The ratio found, a bar.</param>
/// <param name="ExpectedMaximum">What the best of as many trials without skill would reach by chance.</param>
/// <param name="Probability">That the true ratio is above that, from 0 to 1; NaN where it is undefined.</param>
public sealed record DeflatedSignal(double Sharpe, double ExpectedMaximum, double Probability);
