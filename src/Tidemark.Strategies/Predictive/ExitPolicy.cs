namespace Tidemark.Strategies.Predictive;

/// <summary>When a position that a model opened is closed.</summary>
public enum ExitPolicy
{
    /// <summary>As soon as the model no longer thinks so.</summary>
    Signal,

    /// <summary>When the time that the model looks ahead has passed since it last said so clearly.</summary>
    Horizon,

    /// <summary>When the model clearly says the opposite.</summary>
    Opposite,
}
