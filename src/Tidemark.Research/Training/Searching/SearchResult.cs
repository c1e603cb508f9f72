using System.Collections.Immutable;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training.Searching;

/// <summary>What came of a search.</summary>
public sealed record SearchResult
{
    /// <summary>How was searched.</summary>
    public required SearchRequest Request { get; init; }

    /// <summary>The figure that was made better.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether more of it is better.</summary>
    public required bool IsHigherBetter { get; init; }

    /// <summary>What budgets are counted in: <c>trees</c>, <c>epochs</c>; empty where each trial had the same.</summary>
    public required string Resource { get; init; }

    /// <summary>The settings that were varied.</summary>
    public required ImmutableArray<string> Varied { get; init; }

    /// <summary>Everything that was tried, in order.</summary>
    public required ImmutableArray<SearchTrial> Trials { get; init; }

    /// <summary>The best settings.</summary>
    public required ModelSetting Best { get; init; }

    /// <summary>The number of the trial that was best.</summary>
    public required int BestTrial { get; init; }

    /// <summary>Trials that were there already when the search began, from its file.</summary>
    public int Resumed { get; init; }

    /// <summary>Different settings that were tried, those stopped early and those that failed among them: what a deflated Sharpe ratio counts.</summary>
    public int SettingsTried => Trials.Count(one => one.Trial.Origin == one.Trial.Number);

    /// <summary>The Sharpe ratio of each of them, at the largest budget that it had; those without one left out.</summary>
    public ImmutableArray<double> Ratios =>
        [.. Trials.Where(one => one.Trial.State is TrialState.Complete or TrialState.Pruned).GroupBy(one => one.Trial.Origin).Select(group => group.MaxBy(one => one.Trial.Budget)!.Ratio).Where(double.IsFinite)];

    /// <summary>Seconds of all trainings.</summary>
    public double Seconds => Trials.Sum(one => one.Seconds);
}
