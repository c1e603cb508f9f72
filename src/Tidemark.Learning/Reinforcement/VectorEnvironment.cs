using System.Globalization;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement;

/// <summary>
/// Several instances of an environment that step together. An instance whose episode is over begins the next one at once: the observation is
/// then the new episode's first, and the last one of the old episode is kept beside it. Threads do not change results.
/// </summary>
public sealed class VectorEnvironment : IDisposable
{
    private readonly IEnvironment[] instances;
    private readonly SeededRandom[] seeds;
    private readonly ulong[] episodeSeeds;
    private readonly double[] sums;
    private readonly int[] lengths;
    private readonly float[] observations;
    private readonly float[] lastObservations;
    private readonly StepResult[] results;
    private readonly List<EpisodeResult> finished = [];
    private readonly ParallelOptions parallel;

    /// <param name="create">Makes an instance.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="seed">The seeds of all episodes come from it.</param>
    /// <param name="threads">Threads that step instances.</param>
    public VectorEnvironment(Func<IEnvironment> create, int count, ulong seed, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        instances = [.. Enumerable.Range(0, count).Select(_ => create())];
        seeds = [.. Enumerable.Range(0, count).Select(i => new SeededRandom(seed, string.Create(CultureInfo.InvariantCulture, $"environment {i}")))];
        Observations = instances[0].Observations;
        Actions = instances[0].Actions;
        (episodeSeeds, sums, lengths, results) = (new ulong[count], new double[count], new int[count], new StepResult[count]);
        observations = new float[count * Observations.Size];
        lastObservations = new float[count * Observations.Size];
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>What an instance shows.</summary>
    public BoxSpace Observations { get; }

    /// <summary>What can be done in an instance.</summary>
    public ActionSpace Actions { get; }

    /// <summary>Number of instances.</summary>
    public int Count => instances.Length;

    /// <summary>The observations of all instances: <c>[Count, size]</c>.</summary>
    public ReadOnlySpan<float> Current => observations;

    /// <summary>What came of the last step in each instance.</summary>
    public ReadOnlySpan<StepResult> Results => results;

    /// <summary>Where the last step ended an episode, its last observation.</summary>
    public ReadOnlySpan<float> Last(int instance) => lastObservations.AsSpan(instance * Observations.Size, Observations.Size);

    /// <summary>Begins an episode in every instance.</summary>
    public void Reset()
    {
        finished.Clear();
        for (var i = 0; i < Count; i++) Begin(i);
    }

    /// <summary>Steps every instance.</summary>
    /// <param name="actions"><c>[Count, Actions.Size]</c>.</param>
    public void Step(float[] actions)
    {
        if (actions.Length != Count * Actions.Size) throw new ArgumentException($"{actions.Length} numbers are not the actions of {Count} instances");
        if (parallel.MaxDegreeOfParallelism == 1 || Count == 1)
            for (var i = 0; i < Count; i++) Step(i, actions);
        else Parallel.For(0, Count, parallel, i => Step(i, actions));
        for (var i = 0; i < Count; i++)
        {
            if (!results[i].IsOver) continue;
            finished.Add(new EpisodeResult(episodeSeeds[i], sums[i], lengths[i]));
            Begin(i);
        }
    }

    /// <summary>Episodes that ended since this was last asked.</summary>
    public IReadOnlyList<EpisodeResult> TakeFinished()
    {
        EpisodeResult[] taken = [.. finished];
        finished.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var instance in instances) instance.Dispose();
    }

    private void Step(int i, float[] actions)
    {
        var size = Observations.Size;
        var observation = observations.AsSpan(i * size, size);
        results[i] = instances[i].Step(actions.AsSpan(i * Actions.Size, Actions.Size), observation);
        sums[i] += results[i].Reward;
        lengths[i]++;
        if (results[i].IsOver) observation.CopyTo(lastObservations.AsSpan(i * size, size));
    }

    private void Begin(int i)
    {
        (episodeSeeds[i], sums[i], lengths[i]) = (seeds[i].NextUInt64(), 0, 0);
        instances[i].Reset(episodeSeeds[i], observations.AsSpan(i * Observations.Size, Observations.Size));
    }
}
