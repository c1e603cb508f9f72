using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training.Searching;

/// <summary>Settings to be judged.</summary>
/// <param name="Setting">The model with them.</param>
/// <param name="Share">The share of the training samples that it learns from, spread over them.</param>
/// <param name="Threads">How many trainings may run side by side; each runs on one thread, so that the result is the same for any number.</param>
/// <param name="IsEnough">Takes the figure after so many folds and says whether the rest can be spared; null where all are wanted.</param>
internal sealed record TrialTask(ModelSetting Setting, double Share, int Threads, Func<int, double, bool>? IsEnough)
{
    /// <summary>So many samples of a list, evenly spread.</summary>
    public int[] Spread(ReadOnlySpan<int> samples)
    {
        if (Share >= 1) return samples.ToArray();
        var taken = new int[Math.Max(1, (int)Math.Round(samples.Length * Share))];
        for (var i = 0; i < taken.Length; i++) taken[i] = samples[(int)((long)i * samples.Length / taken.Length)];
        return taken;
    }
}
