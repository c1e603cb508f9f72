using System.Globalization;
using Tidemark.Learning.Reinforcement;
using Tidemark.Learning.Reinforcement.Environments;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Reinforcement.Proximal;
using Tidemark.Learning.Reinforcement.QLearning;

namespace Tidemark.Cli.Commands.Bench.Agents;

/// <summary>
/// Agents on CartPole-v1: proximal policy optimisation from five seeds, each judged by the mean reward of 100 episodes that it has not seen
/// (greedy actions; 475 counts as solved, 500 is the most there is), deep Q-learning from one, and steps a second of processor time.
/// </summary>
internal sealed class AgentsBenchmark : IBenchmark
{
    private const int Seeds = 5;
    private const int Episodes = 100;
    private const int EnvironmentSteps = 1_000_000;

    /// <summary>Seeds of the episodes that judge: none of those of any training, which are drawn from all 64-bit numbers.</summary>
    private const ulong FirstEpisodeSeed = 1_000_000;

    private static readonly PpoOptions Proximal = new()
    {
        TotalSteps = 100_000,
        Instances = 8,
        StepsPerUpdate = 32,
        BatchSize = 256,
        Epochs = 20,
        Discount = 0.98,
        Lambda = 0.8,
        LearningRate = 1e-3,
    };

    private static readonly DqnOptions Deep = new()
    {
        TotalSteps = 60_000,
        BufferSize = 60_000,
        LearningRate = 1e-3,
        StepsPerUpdate = 2,
        TargetInterval = 250,
        ExplorationFraction = 0.2,
        LastEpsilon = 0.04,
    };

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var metrics = new List<BenchMetric>();
        var (worst, steps, seconds) = (double.PositiveInfinity, 0L, 0.0);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TrainedPolicy policy = null!;
            seconds += ProcessorSeconds(() => policy = new Ppo(Proximal).Train(() => new CartPole(), new ReinforcementContext { Seed = seed, Cancellation = context.Cancellation }));
            steps += Proximal.TotalSteps;
            var mean = MeanReward(policy);
            worst = Math.Min(worst, mean);
            context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PPO, seed {seed}: {mean:0.0} over {Episodes} episodes after {Proximal.TotalSteps:N0} steps"));
            metrics.Add(new BenchMetric(string.Create(CultureInfo.InvariantCulture, $"cartPolePpoSeed{seed}MeanReward"), mean, "reward", BetterDirection.Higher));
        }
        metrics.Add(new BenchMetric("cartPolePpoWorstMeanReward", worst, "reward", BetterDirection.Higher));
        metrics.Add(new BenchMetric("ppoLearnerStepsPerSecond", steps / seconds, "steps/s", BetterDirection.Higher));
        TrainedPolicy deep = null!;
        seconds = ProcessorSeconds(() => deep = new Dqn(Deep).Train(() => new CartPole(), new ReinforcementContext { Seed = 1, Cancellation = context.Cancellation }));
        metrics.Add(new BenchMetric("cartPoleDqnMeanReward", MeanReward(deep), "reward", BetterDirection.Higher));
        metrics.Add(new BenchMetric("dqnLearnerStepsPerSecond", Deep.TotalSteps / seconds, "steps/s", BetterDirection.Higher));
        metrics.Add(new BenchMetric("environmentStepsPerSecond", EnvironmentSteps / ProcessorSeconds(StepEnvironments), "steps/s", BetterDirection.Higher));
        return metrics;
    }

    private static double MeanReward(TrainedPolicy policy)
    {
        using var environment = new CartPole();
        return policy.Play(environment, [.. Enumerable.Range(0, Episodes).Select(i => FirstEpisodeSeed + (ulong)i)]).Average(episode => episode.Reward);
    }

    private static void StepEnvironments()
    {
        using var environment = new VectorEnvironment(() => new CartPole(), Proximal.Instances, seed: 1);
        environment.Reset();
        var actions = new float[Proximal.Instances];
        for (var step = 0; step < EnvironmentSteps / Proximal.Instances; step++)
        {
            for (var i = 0; i < actions.Length; i++) actions[i] = (step + i) & 1;
            environment.Step(actions);
            environment.TakeFinished();
        }
    }

    private static double ProcessorSeconds(Action work)
    {
        BenchContext.CleanHeap();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
