using System.Globalization;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Training.Searching;

/// <summary>What the budget of a trial is counted in: the steps of models that learn in steps, of others the share of the samples.</summary>
/// <param name="Setting">The setting that counts steps; null for a share of the samples.</param>
/// <param name="Most">The whole budget: so many steps, or 1.</param>
internal sealed record SearchResource(string? Setting, double Most)
{
    private const int Reduction = 3;
    private const int MostPromotions = 3;
    private static readonly string[] Steps = ["epochs", "trees"];

    /// <summary>For people.</summary>
    public string Title => Setting ?? "share of the samples";

    public static SearchResource Of(ModelSetting setting)
    {
        var parameters = setting.Create().Parameters;
        var found = parameters.Parameters.FirstOrDefault(one => Steps.Contains(one.Name));
        return found is null ? new SearchResource(null, 1) : new SearchResource(found.Name, parameters.Integer(found.Name));
    }

    /// <summary>Budgets such that the last rung has the whole and the first at least a step.</summary>
    /// <exception cref="BadInputException">There are too few settings or steps to halve.</exception>
    public HalvingSettings? For(SearchRequest request)
    {
        if (request.Budgets == SearchBudgets.Same) return null;
        var promotions = 0;
        while (promotions < MostPromotions && (Setting is null || Most / Math.Pow(Reduction, promotions + 1) >= 1) && (request.Budgets == SearchBudgets.Hyperband || request.Trials >= Math.Pow(Reduction, promotions + 1))) promotions++;
        if (promotions == 0) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--search {request.Name}: {request.Trials} settings and {Most:0.##} {Title} cannot be divided by {Reduction}; there should be {Reduction} of each at least"));
        return new HalvingSettings { LeastBudget = Most / Math.Pow(Reduction, promotions), MostBudget = Most, Reduction = Reduction, IsHyperband = request.Budgets == SearchBudgets.Hyperband, Settings = request.Trials };
    }

    /// <summary>The model with a budget, and the share of the samples that it learns from.</summary>
    public (ModelSetting Setting, double Share) Spend(ModelSetting setting, double budget) => budget == 0 || budget == Most ? (setting, 1)
        : Setting is null ? (setting, budget) : (setting.WithValue(Setting, Math.Max(1, Math.Round(budget)).ToString(CultureInfo.InvariantCulture)), 1);
}
