namespace Tidemark.Strategies.Combined;

/// <summary>By what members are compared.</summary>
public enum BestOfMeasure
{
    /// <summary>The compounded return over the window.</summary>
    Return,

    /// <summary>Mean over standard deviation of the returns of the window's bars.</summary>
    Sharpe,
}
