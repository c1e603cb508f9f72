namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>What an agent remembers of the steps before.</summary>
public enum PolicyMemory
{
    /// <summary>Nothing: it acts on the observation alone.</summary>
    None,

    /// <summary>By a long short-term memory.</summary>
    Lstm,

    /// <summary>By a gated recurrent unit.</summary>
    Gru,
}
