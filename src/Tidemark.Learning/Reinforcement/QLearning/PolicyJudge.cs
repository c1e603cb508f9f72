using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>Plays a network greedily through the same episodes each time and remembers the one that earned most; the later of equals.</summary>
internal sealed class PolicyJudge : IDisposable
{
    private readonly IEnvironment environment;
    private readonly ulong[] episodes;
    private float[][]? best;
    private double bestReward = double.NegativeInfinity;

    /// <param name="environment">An instance of its own, disposed with this.</param>
    /// <param name="count">Episodes of a judgement.</param>
    /// <param name="seed">Their seeds come from it.</param>
    public PolicyJudge(IEnvironment environment, int count, ulong seed)
    {
        this.environment = environment;
        var random = new SeededRandom(seed, "judgement");
        episodes = [.. Enumerable.Range(0, count).Select(_ => random.NextUInt64())];
    }

    public void Judge(PolicyNetwork network)
    {
        var reward = new TrainedPolicy(network, 1, hasProbabilities: false).Play(environment, episodes).Average(episode => episode.Reward);
        if (!(reward >= bestReward)) return;
        (bestReward, best) = (reward, [.. network.Parameters.Select(parameter => parameter.Tensor.Data.ToArray())]);
    }

    /// <summary>Gives a network the weights of the best; none where nothing was judged.</summary>
    public void TakeBest(PolicyNetwork network)
    {
        for (var i = 0; i < (best?.Length ?? 0); i++) best![i].CopyTo(network.Parameters[i].Tensor.Data);
    }

    /// <inheritdoc/>
    public void Dispose() => environment.Dispose();
}
