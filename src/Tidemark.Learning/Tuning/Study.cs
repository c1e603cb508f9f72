using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Tidemark.Learning.Tuning;

/// <summary>
/// Searches the best settings of anything: <see cref="Ask"/> says what to try, <see cref="Tell"/> takes what came of it. Trials of a batch may run side
/// by side and end in any order: the next batch is proposed only when all have ended, from their results in the order of their numbers, so that a study
/// depends on seed and results alone. Its state is data: <see cref="Save"/>, <see cref="Load"/>.
/// </summary>
/// <remarks>Not safe for several threads at once.</remarks>
public sealed class Study
{
    private readonly List<Trial> trials = [];
    private readonly ISampler sampler;
    private readonly HalvingPlan? plan;

    /// <param name="space">What is varied.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="ArgumentException">A setting is not possible.</exception>
    public Study(SearchSpace space, StudySettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MostTrials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.StartTrials, 1);
        Space = space;
        Settings = settings;
        plan = settings.Halving is null ? null : HalvingPlan.Of(settings.Halving);
        sampler = settings.Sampler switch
        {
            SamplerKind.Grid => new GridSampler(space, settings.MostTrials),
            SamplerKind.Random => new RandomSampler(space, settings.Seed),
            _ => new TpeSampler(space, settings),
        };
    }

    /// <summary>What is varied.</summary>
    public SearchSpace Space { get; }

    /// <summary>How.</summary>
    public StudySettings Settings { get; }

    /// <summary>All trials in the order of their numbers.</summary>
    public IReadOnlyList<Trial> Trials => trials;

    /// <summary>Number of different settings that were tried, promotions not counted again: the number of trials that a deflated Sharpe ratio asks for.</summary>
    public int SettingsTried => trials.Count(trial => trial.Origin == trial.Number);

    /// <summary>Whether there is nothing more to try and all trials have ended.</summary>
    public bool IsFinished => Pending().IsEmpty && Proposals(1).Count == 0;

    /// <summary>The complete trial with the best value among those of the largest budget that any reached; the earliest of equals. Null where there is none.</summary>
    public Trial? Best => trials.Where(trial => trial.State == TrialState.Complete).GroupBy(trial => trial.Budget).OrderByDescending(group => group.Key).FirstOrDefault() is { } most
        ? Ranked(most).First() : null;

    /// <summary>Values of the settings that were tried, each at the largest budget it reached; for the variance of trials that a deflated Sharpe ratio asks for.</summary>
    public ImmutableArray<double> Values =>
        [.. trials.Where(trial => trial.State == TrialState.Complete).GroupBy(trial => trial.Origin).Select(group => group.MaxBy(trial => trial.Budget)!.Value)];

    /// <summary>The trials of the current batch that have no result yet; of a new batch where all have ended; none when the study is finished.</summary>
    public ImmutableArray<Trial> Ask()
    {
        if (Pending() is { IsEmpty: false } pending) return pending;
        // After a search that ended within a batch and is given more trials, batches begin where they always do: a report looks at whole batches.
        var proposals = Proposals(plan is null ? Settings.BatchSize - trials.Count % Settings.BatchSize : Settings.BatchSize);
        trials.AddRange(proposals);
        return [.. proposals];
    }

    /// <summary>Says what came of a trial.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="value">The objective; a value that is not finite counts as failed.</param>
    /// <exception cref="ArgumentException">There is no such trial, or it has ended already.</exception>
    public void Tell(int number, double value)
    {
        if (!double.IsFinite(value)) Fail(number, FormattableString.Invariant($"the objective is {value}"));
        else trials[number] = Running(number) with { State = TrialState.Complete, Value = value };
    }

    /// <summary>Says that a trial has no value; it counts as worse than any other.</summary>
    /// <inheritdoc cref="Tell"/>
    public void Fail(int number, string reason) => trials[number] = Running(number) with { State = TrialState.Failed, Reason = reason };

    /// <summary>Says that a trial was stopped early; its last report is its value.</summary>
    /// <inheritdoc cref="Tell"/>
    public void Prune(int number)
    {
        var trial = Running(number);
        trials[number] = trial with { State = TrialState.Pruned, Value = trial.Reports.IsEmpty ? double.NaN : trial.Reports[^1].Value };
    }

    /// <summary>Takes a value on the way of a trial and says whether it had better be stopped: it is worse than the median of the trials of earlier batches at that step.</summary>
    /// <remarks>Trials of its own batch are not looked at, so that the answer does not depend on which runs faster.</remarks>
    /// <exception cref="ArgumentException">There is no such trial, or it has ended already.</exception>
    public bool Report(int number, int step, double value)
    {
        var trial = trials[number] = Running(number) is var running ? running with { Reports = running.Reports.Add(new TrialReport(step, value)) } : running;
        var first = number / Settings.BatchSize * Settings.BatchSize;
        var earlier = trials.Take(plan is null ? first : 0).Where(other => other.State is TrialState.Complete or TrialState.Pruned)
            .Select(other => other.Reports.Where(report => report.Step <= step).Select(report => report.Value).LastOrDefault(double.NaN)).Where(double.IsFinite).Order().ToArray();
        if (earlier.Length < Math.Max(1, Settings.PruneAfterTrials)) return false;
        var median = earlier[earlier.Length / 2];
        return !double.IsFinite(value) || (Settings.IsHigherBetter ? trial.Reports.Max(report => report.Value) < median : trial.Reports.Min(report => report.Value) > median);
    }

    /// <summary>Everything that makes the study again.</summary>
    public JsonObject Save() => StudyJson.Write(this);

    /// <summary>Makes a saved study again; trials that were running are asked for once more.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of a newer version.</exception>
    public static Study Load(JsonObject state) => StudyJson.Read(state);

    /// <summary>Takes trials of a saved study.</summary>
    internal void Restore(IEnumerable<Trial> saved) => trials.AddRange(saved);

    private ImmutableArray<Trial> Pending() => [.. trials.Where(trial => trial.State == TrialState.Running)];

    private Trial Running(int number)
    {
        if (number < 0 || number >= trials.Count) throw new ArgumentException($"there is no trial {number}");
        return trials[number].State == TrialState.Running ? trials[number] : throw new ArgumentException($"trial {number} has ended already ({trials[number].State})");
    }

    private List<Trial> Proposals(int most)
    {
        var proposals = new List<Trial>();
        var next = plan is null ? null : HalvingPosition.After(plan, trials, Ranked);
        var tried = SettingsTried;
        while (proposals.Count < most && trials.Count + proposals.Count < Settings.MostTrials)
        {
            var number = trials.Count + proposals.Count;
            if (plan is null)
            {
                if (Settings.Sampler == SamplerKind.Grid && tried >= Space.GridSize) break;
                proposals.Add(New(number, tried++));
            }
            else if (next is null || proposals.Count >= next.Remaining)
            {
                break;
            }
            else
            {
                var trial = next.Promoted is { } promoted ? promoted[next.Done + proposals.Count] with { Number = number, State = TrialState.Running, Value = double.NaN, Reports = [], Reason = null } : New(number, tried++);
                proposals.Add(trial with { Budget = next.Budget, Bracket = next.Bracket, Rung = next.Rung });
            }
        }
        return proposals;
    }

    private Trial New(int number, int tried)
    {
        var point = sampler.Propose(tried, trials);
        return new Trial { Number = number, Origin = number, Point = [.. point], Parameters = Space.Text(point) };
    }

    private IEnumerable<Trial> Ranked(IEnumerable<Trial> some) => some.OrderBy(trial => Settings.IsHigherBetter ? -trial.Value : trial.Value).ThenBy(trial => trial.Number);
}
