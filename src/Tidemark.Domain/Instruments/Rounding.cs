namespace Tidemark.Domain;

/// <summary>How a value is brought to a tick or step; named at every call because the rule decides more than the number type.</summary>
public enum Rounding : byte
{
    /// <summary>Towards negative infinity.</summary>
    Down,

    /// <summary>Towards positive infinity.</summary>
    Up,

    /// <summary>To the nearest multiple, ties to the even one.</summary>
    Nearest,
}
