using Tidemark.Learning.Estimators;
using Tidemark.Learning.Reinforcement;
using Tidemark.Learning.Reinforcement.Environments;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Reinforcement.Proximal;
using Tidemark.Learning.Reinforcement.QLearning;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Reinforcement;

public class AgentTests
{
    private const double Discount = 0.9;

    private static readonly PpoOptions OnSignals = new()
    {
        TotalSteps = 30_000,
        Instances = 16,
        StepsPerUpdate = 32,
        BatchSize = 128,
        Epochs = 4,
        Discount = Discount,
        Lambda = 0.9,
        LearningRate = 1e-2,
        EntropyBonus = 0.02,
        Hidden = [32],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ppo_MarketOfKnownOptimum_ReachesIt(ulong seed) =>
        AssertNearlyBest(new Ppo(OnSignals).Train(() => new SignalMarket(), new ReinforcementContext { Seed = seed }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Dqn_MarketOfKnownOptimum_ReachesIt(ulong seed) => AssertNearlyBest(new Dqn(new DqnOptions
    {
        TotalSteps = 12_000,
        BufferSize = 12_000,
        Discount = Discount,
        LearningRate = 1e-3,
        Hidden = [32],
        BatchSize = 64,
        StepsPerUpdate = 4,
        TargetInterval = 250,
        TargetShare = 1,
        ReturnSteps = 1,
        ExplorationFraction = 0.8,
        LastEpsilon = 0.1,
    }).Train(() => new SignalMarket(), new ReinforcementContext { Seed = seed }));

    [Theory]
    [InlineData(PolicyMemory.None, false)]
    [InlineData(PolicyMemory.Gru, true)]
    [InlineData(PolicyMemory.Lstm, true)]
    public void Ppo_WhatWasSeenAtFirst_IsRememberedByAMemoryAlone(PolicyMemory memory, bool canKnow)
    {
        var options = new PpoOptions
        {
            TotalSteps = 25_000,
            Instances = 16,
            StepsPerUpdate = 32,
            BatchSize = 128,
            Epochs = 4,
            Discount = 0.9,
            Lambda = 0.9,
            LearningRate = 5e-3,
            Hidden = [16],
            Memory = memory,
            MemoryUnits = 8,
            SequenceLength = 8,
        };
        var policy = new Ppo(options).Train(() => new Recall(), new ReinforcementContext { Seed = 3 });
        var mean = policy.Play(new Recall(), Seeds(200)).Average(episode => episode.Reward);
        if (canKnow) Assert.True(mean > 0.98, $"{mean}");
        else Assert.InRange(mean, -0.3, 0.3);
    }

    [Fact]
    public void Ppo_ContinuousAction_FindsThePlace()
    {
        var options = new PpoOptions { TotalSteps = 30_000, Instances = 16, StepsPerUpdate = 32, BatchSize = 128, Epochs = 6, Discount = 0.5, LearningRate = 3e-3, Hidden = [16], ValueClipRange = 0.5 };
        var policy = new Ppo(options).Train(() => new Aim(), new ReinforcementContext { Seed = 4 });
        var mean = policy.Play(new Aim(), Seeds(50)).Average(episode => episode.Reward / episode.Steps);
        Assert.True(mean > -0.05, $"{mean}");
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameAgent()
    {
        var options = OnSignals with { TotalSteps = 4096 };
        ModelState Train(int threads, ulong seed) => new Ppo(options).Train(() => new SignalMarket(), new ReinforcementContext { Seed = seed, Threads = threads }).Save();
        var one = Train(1, 5);
        foreach (var (name, tensor) in Train(2, 5).Tensors) Assert.Equal(one.Tensors[name].Bytes.ToArray(), tensor.Bytes.ToArray());
        Assert.NotEqual(one.Tensors["actor.0.weight"].Bytes.ToArray(), Train(1, 6).Tensors["actor.0.weight"].Bytes.ToArray());
    }

    [Theory]
    [InlineData(PolicyMemory.None)]
    [InlineData(PolicyMemory.Lstm)]
    public void Policy_SavedAndLoaded_ActsTheSameAndIsAModel(PolicyMemory memory)
    {
        var policy = new Ppo(OnSignals with { TotalSteps = 1024, Memory = memory, SequenceLength = 4 }).Train(() => new SignalMarket(), new ReinforcementContext { Seed = 6 });
        var loaded = (TrainedPolicy)ModelCatalog.Load(policy.Save());
        Assert.Equal(policy.Play(new SignalMarket(), Seeds(5)), loaded.Play(new SignalMarket(), Seeds(5)));
        Assert.Equal((memory == PolicyMemory.None ? 1 : 4, 8, 3, LearningTask.MultiClass), (loaded.Window, loaded.Columns, loaded.Outputs, loaded.Task));
        var probabilities = new double[3];
        loaded.Predict(new float[loaded.Window * 8], probabilities);
        Assert.Equal(1, probabilities.Sum(), 1e-9);
    }

    [Theory]
    [InlineData(PolicyMemory.None)]
    [InlineData(PolicyMemory.Gru)]
    [InlineData(PolicyMemory.Lstm)]
    public void Shape_Weights_AreThoseOfItsNetwork(PolicyMemory memory)
    {
        var random = new SeededRandom((ulong)memory, "shapes");
        for (var i = 0; i < 20; i++)
        {
            var actions = random.NextBool(0.5) ? ActionSpace.Discrete(2 + random.NextInt(5)) : ActionSpace.Within(BoxSpace.Of(1 + random.NextInt(4), -1, 1));
            var shape = new PolicyShape(1 + random.NextInt(9), actions) { Memory = memory, MemoryUnits = 1 + random.NextInt(9), Hidden = [.. Enumerable.Range(0, random.NextInt(3)).Select(_ => 1 + random.NextInt(9))], HasCritic = random.NextBool(0.5) };
            Assert.Equal(shape.Weights, new PolicyNetwork(shape).Parameters.Sum(parameter => parameter.Tensor.Count));
        }
    }

    /// <summary>What a file says is not believed: no memory beyond what it holds is asked for, and only what is documented is thrown.</summary>
    [Theory]
    [InlineData("window", "0")]
    [InlineData("window", "-1")]
    [InlineData("window", "2147483647")]
    [InlineData("window", "\"four\"")]
    [InlineData("observations", "0")]
    [InlineData("observations", "-8")]
    [InlineData("observations", "2000000000")]
    [InlineData("observations", "1e300")]
    [InlineData("actions", "1")]
    [InlineData("actions", "-3")]
    [InlineData("actions", "2147483647")]
    [InlineData("hidden", "[0]")]
    [InlineData("hidden", "[2000000000, 2000000000]")]
    [InlineData("hidden", "{}")]
    [InlineData("hidden", "null")]
    [InlineData("memory", "\"Elephant\"")]
    [InlineData("memory", "\"17\"")]
    [InlineData("memoryUnits", "0")]
    [InlineData("memoryUnits", "2000000000")]
    [InlineData("activation", "\"99\"")]
    [InlineData("hasCritic", "1")]
    public void Policy_OfADamagedFile_IsRefused(string setting, string value)
    {
        var saved = new TrainedPolicy(new PolicyNetwork(new PolicyShape(8, ActionSpace.Discrete(3)) { Memory = PolicyMemory.Lstm }), 4, hasProbabilities: true).Save();
        var settings = saved.Settings.DeepClone().AsObject();
        settings[setting] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => TrainedPolicy.Load(saved with { Settings = settings }));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Train_ToldThatItIsDone_Ends()
    {
        long steps = 0;
        new Ppo(OnSignals).Train(() => new SignalMarket(), new ReinforcementContext { IsDone = progress => (steps = progress.Steps) >= 2000 });
        Assert.Equal(2048, steps);
        Assert.Throws<OperationCanceledException>(() => new Ppo(OnSignals).Train(() => new SignalMarket(), new ReinforcementContext { Cancellation = new CancellationToken(true) }));
        Assert.Throws<ArgumentException>(() => new Dqn(new DqnOptions()).Train(() => new Aim(), new ReinforcementContext()));
    }

    [Fact]
    public void ReplayBuffer_Full_ForgetsTheOldest()
    {
        var buffer = new ReplayBuffer(3, 1);
        for (var i = 0; i < 5; i++) buffer.Add([i], i % 2, i, [i + 1], i == 4 ? 0 : 0.9);
        Assert.Equal(3, buffer.Count);
        Assert.Equal([3, 4, 2], new[] { 0, 1, 2 }.Select(i => (int)buffer.Before(i)[0]));
        Assert.Equal([0.9f, 0, 0.9f], new[] { 0, 1, 2 }.Select(buffer.Discount));
    }

    [Fact]
    public void RecentSteps_OfAnEpisode_HaveTheRewardsOfTheNextFew()
    {
        var buffer = new ReplayBuffer(10, 1);
        var recent = new RecentSteps(3, 0.5, buffer);
        for (var i = 1; i <= 4; i++) recent.Add([i], i, new StepResult(i, i == 4, false), [i + 1]);
        // Of the first 1 + 2/2 + 3/4 and what is seen after the third; of those near the end what was left, and nothing after it.
        Assert.Equal([(1, 2.75f, 4f, 0.125f), (2, 4.5f, 5f, 0f), (3, 5f, 5f, 0f), (4, 4f, 5f, 0f)], Enumerable.Range(0, buffer.Count).Select(i => (buffer.Action(i), buffer.Reward(i), buffer.After(i)[0], buffer.Discount(i))));
        // An episode that is broken off goes on in what the last observation is worth.
        recent.Add([7], 7, new StepResult(1, false, true), [8]);
        Assert.Equal((7, 1f, 8f, 0.5f), (buffer.Action(4), buffer.Reward(4), buffer.After(4)[0], buffer.Discount(4)));
    }

    [Fact]
    public void Dqn_ThatIsJudged_KeepsTheBestAndNotTheLast()
    {
        // What is learnt in the last steps at a rate that is far too high is worth nothing.
        var options = new DqnOptions { TotalSteps = 4_000, BatchSize = 32, StepsPerUpdate = 4, LearningRate = 0.3, Anneals = false, Discount = Discount, Hidden = [16], ReturnSteps = 1, JudgementInterval = 500, JudgementEpisodes = 20 };
        double Reward(int interval) => new Dqn(options with { JudgementInterval = interval }).Train(() => new SignalMarket(), new ReinforcementContext { Seed = 2 }).Play(new SignalMarket(), Seeds(200)).Average(episode => episode.Reward);
        var (judged, last) = (Reward(500), Reward(0));
        Assert.True(judged >= last, $"{judged} {last}");
        Assert.True(judged >= -1, $"{judged}: to do nothing would have been better");
    }

    /// <summary>The value of the policy's choices, found exactly, is at least 99 % of the best that can be had.</summary>
    private static void AssertNearlyBest(TrainedPolicy policy)
    {
        int Choice(int level, int position)
        {
            float[] observation = new float[SignalMarket.Levels + SignalMarket.Positions], action = new float[1];
            SignalMarket.Observe(level, position, observation);
            policy.Begin();
            policy.Act(observation, action);
            return (int)action[0];
        }
        var (best, found, flat) = (Start(SignalMarket.Values(Discount, null)), Start(SignalMarket.Values(Discount, Choice)), Start(SignalMarket.Values(Discount, (level, _) => Math.Sign(level - 2) + 1)));
        Assert.True(found >= 0.99 * best, $"{found} of {best}");
        Assert.True(flat < 0);
    }

    /// <summary>What is to be had on average from a start: any level, no position.</summary>
    private static double Start(double[,] values) => Enumerable.Range(0, SignalMarket.Levels).Average(level => values[level, 1]);

    private static ulong[] Seeds(int count) => [.. Enumerable.Range(1, count).Select(i => (ulong)i)];

    /// <summary>Shows -1 or 1 at first, nothing for three steps, and then asks which it was.</summary>
    private sealed class Recall : IEnvironment
    {
        private int shown;
        private int step;

        public BoxSpace Observations { get; } = BoxSpace.Of(2, -1, 1);

        public ActionSpace Actions { get; } = ActionSpace.Discrete(2);

        public void Reset(ulong seed, Span<float> observation)
        {
            (shown, step) = (new SeededRandom(seed, "recall").NextInt(2), 0);
            (observation[0], observation[1]) = (shown == 0 ? -1 : 1, 0);
        }

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            step++;
            (observation[0], observation[1]) = (0, step == 4 ? 1 : 0);
            return step < 5 ? new StepResult(0, false, false) : new StepResult((int)action[0] == shown ? 1 : -1, true, false);
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Shows a place between -2 and 2 that the action should be.</summary>
    private sealed class Aim : IEnvironment
    {
        private SeededRandom random = new(0, "aim");
        private int step;
        private float place;

        public BoxSpace Observations { get; } = BoxSpace.Of(1, -2, 2);

        public ActionSpace Actions { get; } = ActionSpace.Within(BoxSpace.Of(1, -3, 3));

        public void Reset(ulong seed, Span<float> observation)
        {
            (random, step) = (new SeededRandom(seed, "aim"), 0);
            Show(observation);
        }

        public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
        {
            var miss = action[0] - place;
            Show(observation);
            return new StepResult(-miss * miss, false, ++step == 10);
        }

        public void Dispose()
        {
        }

        private void Show(Span<float> observation) => observation[0] = place = (float)(4 * random.NextDouble() - 2);
    }
}
