using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Registry;

/// <summary>What the events of a name say of its champions.</summary>
internal static class ChampionHistory
{
    /// <summary>The champion to go back to; null where there is none. One that was gone back from does not come again, and removed ones are passed over.</summary>
    /// <param name="events">The oldest first.</param>
    /// <param name="versions">Versions that are there.</param>
    public static int? Before(IReadOnlyList<ModelEvent> events, IReadOnlyList<int> versions)
    {
        var champions = new Stack<int>();
        foreach (var one in events)
        {
            if (one.Kind == ModelEventKind.Promoted) champions.Push(one.Version);
            if (one.Kind != ModelEventKind.RolledBack) continue;
            while (champions.Count > 0 && champions.Peek() != one.Version) champions.Pop();
            if (champions.Count == 0) champions.Push(one.Version);
        }
        if (champions.Count > 0 && versions.Contains(champions.Peek())) champions.Pop();
        while (champions.Count > 0 && !versions.Contains(champions.Peek())) champions.Pop();
        return champions.Count > 0 ? champions.Peek() : null;
    }

    public static ModelStanding StandingOf(int version, int? champion, IReadOnlyList<ModelEvent> events)
    {
        if (version == champion) return ModelStanding.Champion;
        if (version < champion) return ModelStanding.Retired;
        var kinds = events.Where(one => one.Version == version).Select(one => one.Kind).ToArray();
        if (kinds.Contains(ModelEventKind.Promoted)) return ModelStanding.RolledBack;
        return kinds.Contains(ModelEventKind.Declined) ? ModelStanding.Declined : ModelStanding.Challenger;
    }
}
