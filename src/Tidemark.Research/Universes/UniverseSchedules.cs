using System.Collections.Immutable;
using Tidemark.Engine.Universes;

namespace Tidemark.Research.Universes;

/// <summary>Asks a universe at every refresh of a backtest, each time with what was known then.</summary>
public static class UniverseSchedules
{
    /// <param name="definition">The rules.</param>
    /// <param name="candidates">Every candidate with the bars that the rules look at.</param>
    /// <param name="indexOf">The dense index in the session of each candidate; -1 for those that have no bars in the backtest.</param>
    /// <param name="from">Where trading begins; the refresh at or before it is the first.</param>
    /// <param name="to">The end of the data.</param>
    public static UniverseSchedule Build(UniverseDefinition definition, IReadOnlyList<UniverseCandidate> candidates, IReadOnlyList<int> indexOf, Instant from, Instant to)
    {
        var evaluator = new UniverseEvaluator(definition, candidates);
        var changes = ImmutableArray.CreateBuilder<UniverseChange>();
        var members = new List<int>();
        var wasMember = new bool[candidates.Count];
        var isMember = new bool[candidates.Count];
        var first = definition.Refresh.OpenOf(from);
        for (var time = first; time <= to; time = definition.Refresh.CloseOf(time))
        {
            evaluator.MembersAt(time, members);
            Array.Clear(isMember);
            foreach (var member in members) isMember[member] = true;
            var entered = Differences(isMember, wasMember, indexOf);
            var left = Differences(wasMember, isMember, indexOf);
            if (entered.Length + left.Length > 0) changes.Add(new UniverseChange(time, entered, left));
            (wasMember, isMember) = (isMember, wasMember);
        }
        return new UniverseSchedule { Name = definition.Name, From = first, Refresh = definition.Refresh, Silence = definition.Silence, Changes = changes.ToImmutable() };
    }

    private static ImmutableArray<int> Differences(bool[] here, bool[] notThere, IReadOnlyList<int> indexOf)
    {
        var found = new List<int>();
        for (var number = 0; number < here.Length; number++)
            if (here[number] && !notThere[number] && indexOf[number] >= 0) found.Add(indexOf[number]);
        found.Sort();
        return [.. found];
    }
}
