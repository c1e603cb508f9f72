namespace Tidemark.Statistics.TimeSeries;

/// <summary>What a model of given coefficients says of a series.</summary>
/// <param name="Trend">Constant and drift, as far as there are any.</param>
/// <param name="Variance">The variance of the innovations.</param>
/// <param name="LogLikelihood">The logarithm of the exact likelihood.</param>
/// <param name="Residuals">One-step errors, divided by the standard deviation the filter gives them relative to the innovations'.</param>
/// <param name="State">What the filter knows after the last value, the trend taken away.</param>
internal sealed record ArmaEvaluation(double[] Trend, double Variance, double LogLikelihood, double[] Residuals, double[] State);
