namespace Tidemark.Strategies.Combined;

/// <summary>What tells regimes apart.</summary>
public enum RegimeMeasure
{
    /// <summary>The rank of realised volatility among its last values; two regimes.</summary>
    Volatility,

    /// <summary>A hidden Markov model of returns, fitted on the past; two or three regimes.</summary>
    HiddenMarkov,
}
