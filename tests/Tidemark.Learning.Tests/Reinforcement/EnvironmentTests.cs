using Tidemark.Learning.Reinforcement;
using Tidemark.Learning.Reinforcement.Environments;

namespace Tidemark.Learning.Tests.Reinforcement;

public class EnvironmentTests
{
    [Fact]
    public void CartPole_SteeredByAngleAndSpeed_StandsForAWholeEpisodeAndIsBrokenOff()
    {
        using var environment = new CartPole();
        var observation = new float[4];
        environment.Reset(3, observation);
        StepResult result;
        var steps = 0;
        do
        {
            result = environment.Step([observation[2] + 0.4f * observation[3] + 0.05f * observation[0] + 0.1f * observation[1] > 0 ? 1 : 0], observation);
            steps++;
        }
        while (!result.IsOver);
        Assert.Equal((500, false, true), (steps, result.IsTerminated, result.IsTruncated));
        Assert.Throws<InvalidOperationException>(() => environment.Step([0], observation));
    }

    [Fact]
    public void CartPole_OneStep_IsWhatTheEquationsSay()
    {
        // The equations of motion solved for both accelerations as a linear system, unlike the substituted form of the environment.
        using var environment = new CartPole();
        var before = new float[4];
        environment.Reset(11, before);
        var after = new float[4];
        environment.Step([1], after);
        var (sine, cosine) = (Math.Sin(before[2]), Math.Cos(before[2]));
        // (m + M) x'' + m l a'' cos = F + m l a'^2 sin;   x'' cos + 4/3 l a'' = g sin
        var (mass, pole, half) = (1.1, 0.1, 0.5);
        var right = 10 + pole * half * before[3] * before[3] * sine;
        var determinant = mass * 4 / 3 * half - pole * half * cosine * cosine;
        var acceleration = (right * 4 / 3 * half - pole * half * cosine * 9.8 * sine) / determinant;
        var angular = (mass * 9.8 * sine - cosine * right) / determinant;
        Assert.Equal(before[0] + 0.02 * before[1], after[0], 1e-6);
        Assert.Equal(before[1] + 0.02 * acceleration, after[1], 1e-6);
        Assert.Equal(before[2] + 0.02 * before[3], after[2], 1e-6);
        Assert.Equal(before[3] + 0.02 * angular, after[3], 1e-6);
    }

    [Fact]
    public void CartPole_AlwaysPushedRight_Falls()
    {
        using var environment = new CartPole();
        var observation = new float[4];
        environment.Reset(1, observation);
        var (steps, result) = (0, default(StepResult));
        for (; !result.IsOver; steps++) result = environment.Step([1], observation);
        Assert.InRange(steps, 7, 12);
        Assert.True(result.IsTerminated);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void VectorEnvironment_AnyThreads_IsTheSame(int threads)
    {
        var expected = Run(1);
        Assert.Equal(expected, Run(threads));

        static List<string> Run(int threads)
        {
            using var vector = new VectorEnvironment(() => new SignalMarket(), 5, seed: 9, threads);
            vector.Reset();
            var seen = new List<string>();
            for (var step = 0; step < 150; step++)
            {
                vector.Step([.. Enumerable.Range(0, 5).Select(i => (float)((step + i) % 3))]);
                seen.Add(string.Join(' ', vector.Current.ToArray()) + string.Join(' ', vector.Results.ToArray()));
                seen.AddRange(vector.TakeFinished().Select(episode => episode.ToString()));
            }
            return seen;
        }
    }

    [Fact]
    public void VectorEnvironment_EpisodeOver_KeepsTheLastObservationAndBeginsAnother()
    {
        using var vector = new VectorEnvironment(() => new CartPole(), 1, seed: 4);
        vector.Reset();
        while (!(vector.Results[0].IsOver)) vector.Step([1]);
        Assert.True(Math.Abs(vector.Last(0)[2]) > 0.2);
        Assert.True(Math.Abs(vector.Current[2]) <= 0.05f);
        var episode = Assert.Single(vector.TakeFinished());
        Assert.Equal(episode.Steps, episode.Reward);
        using var again = new CartPole();
        var observation = new float[4];
        again.Reset(episode.Seed, observation);
        for (var step = 0; step < episode.Steps; step++) again.Step([1], observation);
        Assert.Equal(vector.Last(0).ToArray(), observation);
    }

    [Fact]
    public void SignalMarket_BestWayToTrade_HoldsOnWhereTurningCostsMore()
    {
        var best = SignalMarket.Values(0.9, null);
        var always = SignalMarket.Values(0.9, (level, _) => Math.Sign(level - 2) + 1);
        for (var level = 0; level < SignalMarket.Levels; level++)
            for (var position = 0; position < SignalMarket.Positions; position++) Assert.True(best[level, position] >= always[level, position] - 1e-9);
        Assert.True(best[2, 1] > 0.3 && always[2, 1] < 0);
    }

    [Fact]
    public void Spaces_ThatCannotBe_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new BoxSpace([1], [0]));
        Assert.Throws<ArgumentException>(() => ActionSpace.Within(BoxSpace.Unbounded(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActionSpace.Discrete(1));
    }
}
