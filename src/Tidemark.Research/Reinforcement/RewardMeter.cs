namespace Tidemark.Research.Reinforcement;

/// <summary>Rewards of one episode.</summary>
/// <param name="kind">What is rewarded.</param>
/// <param name="adaptation">How fast the moving Sharpe ratio forgets, from 0 to 1.</param>
/// <param name="drawdownWeight">What a growing drawdown costs, in returns.</param>
public sealed class RewardMeter(RewardKind kind, double adaptation = 0.01, double drawdownWeight = 1)
{
    /// <summary>Below this variance the moving Sharpe ratio says nothing yet.</summary>
    private const double SmallestVariance = 1e-12;

    private double before;
    private double peak;
    private double mean;
    private double square;

    /// <summary>Begins an episode.</summary>
    /// <param name="equity">What it begins with.</param>
    public void Begin(double equity) => (before, peak, mean, square) = (equity, equity, 0, 0);

    /// <summary>The reward of a bar.</summary>
    /// <param name="equity">At its close; at zero or below the episode is lost.</param>
    public double Next(double equity)
    {
        if (!(equity > 0)) return -1;
        var change = Math.Log(equity / before);
        var reward = kind switch
        {
            RewardKind.DifferentialSharpe => DifferentialSharpe(change),
            RewardKind.DrawdownPenalised => change - drawdownWeight * Math.Max(0, DrawdownOf(equity) - DrawdownOf(before)),
            _ => change,
        };
        before = equity;
        peak = Math.Max(peak, equity);
        return reward;
    }

    private double DrawdownOf(double equity) => Math.Max(0, 1 - equity / peak);

    private double DifferentialSharpe(double change)
    {
        var (meanStep, squareStep) = (change - mean, change * change - square);
        var variance = square - mean * mean;
        var reward = variance > SmallestVariance ? (square * meanStep - mean * squareStep / 2) / Math.Pow(variance, 1.5) : 0;
        mean += adaptation * meanStep;
        square += adaptation * squareStep;
        return reward;
    }
}
