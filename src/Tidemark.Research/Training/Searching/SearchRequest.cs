using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training.Searching;

/// <summary>How settings of models are searched.</summary>
/// <param name="Sampler">What proposes them.</param>
/// <param name="Trials">How many are tried for each model; halving begins with so many, Hyperband has its own number.</param>
/// <param name="BatchSize">How many are proposed before results are looked at; they may be tried side by side.</param>
public sealed record SearchRequest(SamplerKind Sampler, int Trials, int BatchSize)
{
    /// <summary>Whether settings get more to learn with only when they are among the best with less.</summary>
    public SearchBudgets Budgets { get; init; }

    /// <summary>Whether settings that are worse than the median of earlier ones after some folds are not tried in the rest.</summary>
    public bool Prunes { get; init; }

    /// <summary>A file that keeps every trial, from which a search that was ended goes on; null for none.</summary>
    public string? StudyPath { get; init; }

    /// <summary>How many settings of a model will be tried at most.</summary>
    /// <exception cref="BadInputException">The model has too few steps to halve.</exception>
    public int SettingsOf(ModelSetting model) => SearchResource.Of(model).For(this)?.AllSettings ?? Trials;

    /// <summary>How it is called: <c>tpe</c>, <c>hyperband</c>.</summary>
    public string Name => Budgets == SearchBudgets.Same ? Sampler.ToString().ToLowerInvariant() : Budgets.ToString().ToLowerInvariant();
}
