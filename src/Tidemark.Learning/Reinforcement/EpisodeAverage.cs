namespace Tidemark.Learning.Reinforcement;

/// <summary>The mean reward of the last hundred episodes.</summary>
internal sealed class EpisodeAverage
{
    private const int Length = 100;
    private readonly Queue<double> last = new();

    public long Count { get; private set; }

    public double Mean => last.Count == 0 ? double.NaN : last.Average();

    public void Add(IReadOnlyList<EpisodeResult> episodes)
    {
        foreach (var episode in episodes)
        {
            last.Enqueue(episode.Reward);
            if (last.Count > Length) last.Dequeue();
            Count++;
        }
    }
}
