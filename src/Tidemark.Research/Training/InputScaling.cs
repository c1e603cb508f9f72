namespace Tidemark.Research.Training;

/// <summary>How features are scaled before a model sees them.</summary>
public enum InputScaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Less their mean, over their standard deviation (that of the population), both of the rows learnt from.</summary>
    ZScore,
}
