using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Environments;

/// <summary>
/// A pole on a cart that is pushed left (0) or right (1): CartPole-v1 of Gymnasium with its constants, after Barto, Sutton and Anderson (1983).
/// A step earns 1; the episode ends when the cart is more than 2.4 from the middle or the pole more than 12 degrees from upright, and is broken
/// off after 500 steps. Observed are the cart's place and speed and the pole's angle and angular speed.
/// </summary>
public sealed class CartPole : IEnvironment
{
    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = PoleMass + 1.0;
    private const double HalfLength = 0.5;
    private const double Force = 10;
    private const double Seconds = 0.02;
    private const double FarthestPlace = 2.4;
    private const double LargestAngle = 12 * 2 * Math.PI / 360;
    private const double LargestStart = 0.05;
    private const int LongestEpisode = 500;

    private double place;
    private double speed;
    private double angle;
    private double turning;
    private int steps = -1;

    /// <inheritdoc/>
    public BoxSpace Observations { get; } = new(
        [(float)(-2 * FarthestPlace), float.NegativeInfinity, (float)(-2 * LargestAngle), float.NegativeInfinity],
        [(float)(2 * FarthestPlace), float.PositiveInfinity, (float)(2 * LargestAngle), float.PositiveInfinity]);

    /// <inheritdoc/>
    public ActionSpace Actions { get; } = ActionSpace.Discrete(2);

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observation)
    {
        var random = new SeededRandom(seed, "cart pole");
        double Start() => LargestStart * (2 * random.NextDouble() - 1);
        (place, speed, angle, turning, steps) = (Start(), Start(), Start(), Start(), 0);
        Observe(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (steps < 0) throw new InvalidOperationException("the episode has ended, or none was begun");
        var force = action[0] switch { 0 => -Force, 1 => Force, var other => throw new ArgumentException($"a cart has no action {other}") };
        var (sine, cosine) = (Math.Sin(angle), Math.Cos(angle));
        var push = (force + PoleMass * HalfLength * turning * turning * sine) / TotalMass;
        var angular = (Gravity * sine - cosine * push) / (HalfLength * (4.0 / 3 - PoleMass * cosine * cosine / TotalMass));
        var acceleration = push - PoleMass * HalfLength * angular * cosine / TotalMass;
        place += Seconds * speed;
        speed += Seconds * acceleration;
        angle += Seconds * turning;
        turning += Seconds * angular;
        Observe(observation);
        var isFallen = Math.Abs(place) > FarthestPlace || Math.Abs(angle) > LargestAngle;
        var isLong = ++steps >= LongestEpisode;
        if (isFallen || isLong) steps = -1;
        return new StepResult(1, isFallen, isLong && !isFallen);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Observe(Span<float> observation)
    {
        observation[0] = (float)place;
        observation[1] = (float)speed;
        observation[2] = (float)angle;
        observation[3] = (float)turning;
    }
}
