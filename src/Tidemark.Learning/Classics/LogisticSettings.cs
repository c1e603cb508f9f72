namespace Tidemark.Learning.Classics;

/// <summary>Settings of a logistic regression.</summary>
/// <param name="C">The factor of the losses, above 0: the smaller, the stronger the penalty.</param>
/// <param name="AbsolutePenalty">The factor of the absolute values of coefficients.</param>
/// <param name="SquarePenalty">The factor of half their squares.</param>
/// <param name="FitIntercept">Whether there is an intercept.</param>
/// <param name="IsBalanced">Whether samples of rare classes weigh as much, all together, as those of frequent ones.</param>
/// <param name="MaxIterations">Steps at most.</param>
/// <param name="Tolerance">The training ends when a step lowers the objective by less than the square of this, relatively.</param>
internal sealed record LogisticSettings(double C, double AbsolutePenalty, double SquarePenalty, bool FitIntercept, bool IsBalanced, int MaxIterations, double Tolerance);
