using System.Globalization;
using Tidemark.Learning.Reinforcement;
using Tidemark.Learning.Reinforcement.Environments;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Reinforcement.Proximal;
using Tidemark.Learning.Reinforcement.QLearning;

namespace Tidemark.Cli.Commands.Bench.Agents;

/// <summary>
/// Agents on CartPole-v1: proximal policy optimisation and deep Q-learning from five seeds, each judged by the mean reward of 100 episodes that
/// it has not seen (greedy actions; 475 counts as solved, 500 is the most there is), and steps a second of
/// processor time: of learners, of CartPole, and of the engine as an agent's market.
/// </summary>
internal sealed class AgentsBenchmark : IBenchmark
{
    private const int Seeds = 5;
    private const int Episodes = 100;
    private const int EnvironmentSteps = 1_000_000;
    private const int TradingStepCount = 20_000;

    /// <summary>Two strategies, one of them with four sets of parameters: five that run.</summary>
    private const string Steered = "ma-cross(slow=50, fast=5:20:5, weight=0:1) + rsi-reversion(weight=0:1)";

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

    private static readonly DqnOptions Deep = new();

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var metrics = new List<BenchMetric>();
        Add(metrics, context, "Ppo", Proximal.TotalSteps, learning => new Ppo(Proximal).Train(() => new CartPole(), learning));
        Add(metrics, context, "Dqn", Deep.TotalSteps, learning => new Dqn(Deep).Train(() => new CartPole(), learning));
        metrics.Add(new BenchMetric("environmentStepsPerSecond", EnvironmentSteps / ProcessorSeconds(StepEnvironments), "steps/s", BetterDirection.Higher));
        metrics.Add(new BenchMetric("tradingStepsPerSecond", TradingStepCount / ProcessorSeconds(() => TradingSteps.Take(TradingStepCount, null)), "steps/s", BetterDirection.Higher));
        metrics.Add(new BenchMetric("steeringStepsPerSecond", TradingStepCount / ProcessorSeconds(() => TradingSteps.Take(TradingStepCount, Steered)), "steps/s", BetterDirection.Higher));
        return metrics;
    }

    /// <summary>Each seed's mean reward, the worst of them, and steps a second: of the learner, so with its environments and its own judgements.</summary>
    private static void Add(List<BenchMetric> metrics, BenchContext context, string learner, long steps, Func<ReinforcementContext, TrainedPolicy> train)
    {
        var (worst, seconds) = (double.PositiveInfinity, 0.0);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TrainedPolicy policy = null!;
            seconds += ProcessorSeconds(() => policy = train(new ReinforcementContext { Seed = seed, Cancellation = context.Cancellation }));
            var mean = MeanReward(policy);
            worst = Math.Min(worst, mean);
            context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{learner.ToUpperInvariant()}, seed {seed}: {mean:0.0} over {Episodes} episodes after {steps:N0} steps"));
            metrics.Add(new BenchMetric(string.Create(CultureInfo.InvariantCulture, $"cartPole{learner}Seed{seed}MeanReward"), mean, "reward", BetterDirection.Higher));
        }
        metrics.Add(new BenchMetric($"cartPole{learner}WorstMeanReward", worst, "reward", BetterDirection.Higher));
        metrics.Add(new BenchMetric($"{learner.ToLowerInvariant()}LearnerStepsPerSecond", Seeds * steps / seconds, "steps/s", BetterDirection.Higher));
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
