using Tidemark.Learning.Tuning;

namespace Tidemark.Research.Training.Markets;

/// <summary>How settings of models are searched.</summary>
/// <param name="Sampler">What proposes them.</param>
/// <param name="Trials">How many are tried for each model.</param>
/// <param name="BatchSize">How many are proposed before results are looked at.</param>
public sealed record SearchRequest(SamplerKind Sampler, int Trials, int BatchSize);
