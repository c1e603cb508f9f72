using System.Collections.Immutable;

namespace Tidemark.Learning.Tuning;

/// <summary>How many settings get which budget, bracket by bracket and rung by rung.</summary>
internal sealed record HalvingPlan(ImmutableArray<ImmutableArray<(int Count, double Budget)>> Brackets)
{
    public static HalvingPlan Of(HalvingSettings settings)
    {
        if (!(settings.LeastBudget > 0 && settings.MostBudget >= settings.LeastBudget && double.IsFinite(settings.MostBudget)))
            throw new ArgumentException(FormattableString.Invariant($"budgets from {settings.LeastBudget} to {settings.MostBudget} are no range above 0"));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Reduction, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Settings, 1);
        var last = 0;
        for (var ratio = settings.MostBudget / settings.LeastBudget; ratio >= settings.Reduction * (1 - 1e-9); ratio /= settings.Reduction) last++;
        if (!settings.IsHyperband) return new HalvingPlan([Bracket(settings, last, settings.Settings)]);
        return new HalvingPlan([.. Enumerable.Range(0, last + 1).Select(i => last - i)
            .Select(s => Bracket(settings, s, (int)Math.Ceiling((last + 1) / (s + 1.0) * Math.Pow(settings.Reduction, s) - 1e-9)))]);
    }

    private static ImmutableArray<(int, double)> Bracket(HalvingSettings settings, int promotions, int count) =>
        [.. Enumerable.Range(0, promotions + 1).Select(i => ((int)Math.Floor(count / Math.Pow(settings.Reduction, i) + 1e-9), settings.MostBudget / Math.Pow(settings.Reduction, promotions - i)))
            .TakeWhile(rung => rung.Item1 > 0)];
}
