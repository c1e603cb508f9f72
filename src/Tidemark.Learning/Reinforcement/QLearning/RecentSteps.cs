namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>
/// The steps of an episode whose returns are still open: a step is remembered with the rewards of the next few and what was seen after them,
/// or with those up to the end of the episode.
/// </summary>
internal sealed class RecentSteps(int length, double discount, ReplayBuffer buffer)
{
    private readonly Queue<(float[] Seen, int Action)> open = new();
    private readonly Queue<double> rewards = new();

    public void Add(ReadOnlySpan<float> seen, int action, in StepResult result, ReadOnlySpan<float> seenNext)
    {
        open.Enqueue((seen.ToArray(), action));
        rewards.Enqueue(result.Reward);
        if (result.IsOver)
            while (open.Count > 0) Remember(seenNext, result.IsTerminated);
        else if (open.Count == length) Remember(seenNext, isTerminated: false);
    }

    /// <summary>The oldest step, with all rewards since.</summary>
    private void Remember(ReadOnlySpan<float> seenNow, bool isTerminated)
    {
        var (sum, weight) = (0.0, 1.0);
        foreach (var reward in rewards)
        {
            sum += weight * reward;
            weight *= discount;
        }
        var (seen, action) = open.Dequeue();
        rewards.Dequeue();
        buffer.Add(seen, action, sum, seenNow, isTerminated ? 0 : weight);
    }
}
