namespace Tidemark.Research.Training;

/// <summary>What the numbers of a model are.</summary>
public enum ModelOutput
{
    /// <summary>What its task says: a value, or probabilities.</summary>
    Usual,

    /// <summary>A position from -1 to 1, learnt by what it earns: a share to hold and no expected return.</summary>
    Position,

    /// <summary>The median with the low and the high quantile that were learnt beside it.</summary>
    Quantiles,
}
