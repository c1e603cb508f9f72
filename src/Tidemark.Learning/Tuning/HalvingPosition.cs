using System.Collections.Immutable;

namespace Tidemark.Learning.Tuning;

/// <summary>Where a study by halving goes on: in which rung, and with which settings.</summary>
/// <param name="Bracket">The bracket.</param>
/// <param name="Rung">The rung in it.</param>
/// <param name="Budget">What a trial there may spend.</param>
/// <param name="Done">Trials of the rung that there are.</param>
/// <param name="Remaining">Trials that it still lacks.</param>
/// <param name="Promoted">Whose settings go on, best first; null in the first rung, which takes new ones.</param>
internal sealed record HalvingPosition(int Bracket, int Rung, double Budget, int Done, int Remaining, ImmutableArray<Trial>? Promoted)
{
    /// <summary>The first rung that is not full; null where all are. A rung whose predecessor had too few successes is smaller than planned.</summary>
    public static HalvingPosition? After(HalvingPlan plan, IReadOnlyList<Trial> trials, Func<IEnumerable<Trial>, IEnumerable<Trial>> rank)
    {
        for (var bracket = 0; bracket < plan.Brackets.Length; bracket++)
            for (var rung = 0; rung < plan.Brackets[bracket].Length; rung++)
            {
                var (count, budget) = plan.Brackets[bracket][rung];
                var done = trials.Count(trial => trial.Bracket == bracket && trial.Rung == rung);
                ImmutableArray<Trial>? promoted = rung == 0 ? null
                    : [.. rank(trials.Where(trial => trial.Bracket == bracket && trial.Rung == rung - 1 && trial.State == TrialState.Complete)).Take(count)];
                var size = promoted?.Length ?? count;
                if (done < size) return new HalvingPosition(bracket, rung, budget, done, size - done, promoted);
            }
        return null;
    }
}
