namespace Tidemark.Learning.Tuning;

/// <summary>Gives many settings a small budget and the best of them more: successive halving, or Hyperband, which hedges over how early to judge.</summary>
/// <remarks>
/// Sources: K. Jamieson and A. Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization" (2016);
/// L. Li and others, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization" (2018).
/// </remarks>
public sealed record HalvingSettings
{
    /// <summary>The smallest budget, above 0.</summary>
    public required double LeastBudget { get; init; }

    /// <summary>The largest, which the best settings get.</summary>
    public required double MostBudget { get; init; }

    /// <summary>One in so many goes on, with so many times the budget; at least 2.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>Whether all brackets of Hyperband are run, one after another, instead of one of successive halving.</summary>
    public bool IsHyperband { get; init; }

    /// <summary>How many settings successive halving begins with; Hyperband has its own numbers.</summary>
    public int Settings { get; init; } = 27;

    /// <summary>How many different settings are tried altogether, where all have a value.</summary>
    /// <exception cref="ArgumentException">The budgets are no range.</exception>
    public int AllSettings => HalvingPlan.Of(this).Brackets.Sum(bracket => bracket[0].Count);
}
