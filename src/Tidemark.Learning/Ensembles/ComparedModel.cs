using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Ensembles;

/// <summary>A row of a comparison of models on unseen samples.</summary>
/// <param name="Name">The model or ensemble.</param>
/// <param name="Value">The metric with its uncertainty.</param>
/// <param name="VersusReference">The difference from the reference model with its uncertainty; null for the reference itself.</param>
/// <param name="Test">Whether the losses of the samples differ from the reference's; null for the reference itself, and where there are too few samples.</param>
/// <param name="IsBetter">Whether the difference from the reference is an improvement that its interval does not doubt.</param>
public sealed record ComparedModel(string Name, MetricInterval Value, MetricInterval? VersusReference, DieboldMariano? Test, bool IsBetter);
