namespace Tidemark.Research.Reinforcement;

/// <summary>What an agent is rewarded for after each bar.</summary>
public enum RewardKind
{
    /// <summary>The logarithm of equity over the equity before.</summary>
    Pnl,

    /// <summary>What the bar adds to the Sharpe ratio of a moving window (J. Moody, M. Saffell, Learning to Trade via Direct Reinforcement, 2001).</summary>
    DifferentialSharpe,

    /// <summary>The logarithm of equity over the equity before, less a multiple of what the drawdown grew by.</summary>
    DrawdownPenalised,
}
