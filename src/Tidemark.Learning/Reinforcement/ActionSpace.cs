namespace Tidemark.Learning.Reinforcement;

/// <summary>What an agent can do: one of several things, or numbers within bounds.</summary>
public sealed record ActionSpace
{
    private ActionSpace(int count, BoxSpace? box) => (Count, Box) = (count, box);

    /// <summary>Number of discrete actions; 0 for numbers within bounds.</summary>
    public int Count { get; }

    /// <summary>The bounds of numbers; null for discrete actions.</summary>
    public BoxSpace? Box { get; }

    /// <summary>Whether one of several things is chosen.</summary>
    public bool IsDiscrete => Box is null;

    /// <summary>Floats of an action: 1 for a discrete one, which is its number.</summary>
    public int Size => Box?.Size ?? 1;

    /// <summary>One of several things.</summary>
    /// <param name="count">How many, at least 2.</param>
    public static ActionSpace Discrete(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return new ActionSpace(count, null);
    }

    /// <summary>Numbers within finite bounds.</summary>
    public static ActionSpace Within(BoxSpace box) => box.Low.All(float.IsFinite) && box.High.All(float.IsFinite)
        ? new ActionSpace(0, box)
        : throw new ArgumentException("the bounds of actions are finite");
}
