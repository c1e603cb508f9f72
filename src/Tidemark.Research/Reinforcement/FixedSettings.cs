using Tidemark.Statistics.Randomness;

namespace Tidemark.Research.Reinforcement;

/// <summary>
/// What an agent that steers strategies must beat to be called useful: the same strategies with settings that stay, the best of some on the
/// bars that it learnt from.
/// </summary>
/// <param name="Settings">The settings, for people.</param>
/// <param name="Tried">How many were tried.</param>
/// <param name="Train">On the bars on which they were chosen.</param>
/// <param name="Test">On bars that had no part in it.</param>
public sealed record FixedSettings(string Settings, int Tried, AgentEpisode Train, AgentEpisode Test)
{
    private const int MostTried = 32;
    private const int MostDraws = 10_000;

    /// <summary>Tries every listed value with every other, of ranges both ends and the middle; of very many some that are drawn.</summary>
    internal static FixedSettings Find(EpisodeOptions train, EpisodeOptions test, ulong seed, CancellationToken cancellation)
    {
        var actions = train.Actions;
        var candidates = Candidates(actions, new SeededRandom(seed, "fixed settings"));
        var (best, bestEpisode) = (candidates[0], default(AgentEpisode));
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            var episode = AgentEpisode.Play(train, environment => Hold(environment, candidate));
            if (bestEpisode is null || episode.Return > bestEpisode.Return) (best, bestEpisode) = (candidate, episode);
        }
        return new FixedSettings(actions.TextOf(best), candidates.Count, bestEpisode!, AgentEpisode.Play(test, environment => Hold(environment, best)));
    }

    private static void Hold(TradingEnvironment environment, float[] action)
    {
        var observation = new float[environment.Observations.Size];
        environment.Reset(1, observation);
        while (!environment.Step(action, observation).IsOver) { }
    }

    internal static List<float[]> Candidates(AgentActions actions, SeededRandom random)
    {
        float[][] values = actions.Space.Box is { } box
            ? [.. Enumerable.Range(0, box.Size).Select(place => actions.LevelsOf(place) is > 0 and var levels ? [.. Enumerable.Range(0, levels).Select(level => level + 0.5f)] : new[] { box.Low[place], (box.Low[place] + box.High[place]) / 2, box.High[place] })]
            : [[.. Enumerable.Range(0, actions.Space.Count).Select(action => (float)action)]];
        var count = values.Aggregate(1L, (product, one) => Math.Min(int.MaxValue, product * one.Length));
        var (candidates, seen) = (new List<float[]>(), new HashSet<string>());
        for (var number = 0; candidates.Count < Math.Min(count, MostTried) && number < MostDraws; number++)
        {
            var left = count <= MostTried ? number : -1;
            var action = new float[values.Length];
            for (var place = 0; place < values.Length; place++)
            {
                action[place] = values[place][left < 0 ? random.NextInt(values[place].Length) : left % values[place].Length];
                if (left >= 0) left /= values[place].Length;
            }
            // What is drawn again is not tried again.
            if (seen.Add(string.Join(' ', action))) candidates.Add(action);
        }
        return candidates;
    }
}
