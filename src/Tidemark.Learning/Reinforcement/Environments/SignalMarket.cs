using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Environments;

/// <summary>
/// A market of which the best way to trade is known: a signal that wanders among a few levels says what the next return is on average, and
/// changing the position costs. Actions are short (0), flat (1) and long (2). To follow the signal at every step loses money; what is best, to
/// enter and to turn only at its ends and to hold on in between, follows from value iteration over signal and position.
/// </summary>
public sealed class SignalMarket : IEnvironment
{
    /// <summary>Levels of the signal: -2 to 2.</summary>
    public const int Levels = 5;

    /// <summary>Positions: -1, 0 and 1.</summary>
    public const int Positions = 3;

    /// <summary>The average reward of a long position for each level of the signal.</summary>
    public const double Gain = 0.25;

    /// <summary>The cost of changing the position by one.</summary>
    public const double Cost = 1.2;

    /// <summary>The probability that the signal stays where it is; otherwise it goes up or down by one level.</summary>
    public const double Stays = 0.4;

    /// <summary>The deviation of a return around its average.</summary>
    public const double Noise = 0.2;

    private const int LongestEpisode = 16;

    private SeededRandom random = new(0, "signal market");
    private int level;
    private int position;
    private int steps = -1;

    /// <inheritdoc/>
    public BoxSpace Observations { get; } = BoxSpace.Of(Levels + Positions, 0, 1);

    /// <inheritdoc/>
    public ActionSpace Actions { get; } = ActionSpace.Discrete(Positions);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        random = new SeededRandom(seed, "signal market");
        (level, position, steps) = (random.NextInt(Levels), 1, 0);
        Observe(level, position, observation);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (steps < 0) throw new InvalidOperationException("the episode has ended, or none was begun");
        var next = (int)action[0];
        if (next is < 0 or >= Positions) throw new ArgumentException($"a market has no action {action[0]}");
        var reward = MeanReward(level, position, next) + (next - 1) * Noise * random.NextNormal();
        position = next;
        if (random.NextDouble() >= Stays) level = Math.Clamp(level + (random.NextBool(0.5) ? 1 : -1), 0, Levels - 1);
        Observe(level, position, observation);
        var isOver = ++steps >= LongestEpisode;
        if (isOver) steps = -1;
        return new StepResult(reward, false, isOver);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>The average reward of going from one position to another at a level of the signal.</summary>
    public static double MeanReward(int level, int from, int to) => (to - 1) * Gain * (level - Levels / 2) - Cost * Math.Abs(to - from);

    /// <summary>What is observed at a level with a position: 1 at the place of each, 0 elsewhere.</summary>
    public static void Observe(int level, int position, Span<float> observation)
    {
        observation.Clear();
        observation[level] = 1;
        observation[Levels + position] = 1;
    }

    /// <summary>The discounted value of each level (row) and position under a way to act, or under the best where it is null.</summary>
    public static double[,] Values(double discount, Func<int, int, int>? act)
    {
        var values = new double[Levels, Positions];
        for (var round = 0; round < 2000; round++)
        {
            var better = new double[Levels, Positions];
            for (var level = 0; level < Levels; level++)
                for (var position = 0; position < Positions; position++)
                    better[level, position] = act is null
                        ? Enumerable.Range(0, Positions).Max(to => ValueOf(values, discount, level, position, to))
                        : ValueOf(values, discount, level, position, act(level, position));
            values = better;
        }
        return values;
    }

    private static double ValueOf(double[,] values, double discount, int level, int position, int to)
    {
        var (down, up) = (Math.Max(level - 1, 0), Math.Min(level + 1, Levels - 1));
        return MeanReward(level, position, to) + discount * (Stays * values[level, to] + (1 - Stays) / 2 * (values[down, to] + values[up, to]));
    }
}
