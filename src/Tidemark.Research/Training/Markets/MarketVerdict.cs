using System.Globalization;
using Tidemark.Learning.Metrics;

namespace Tidemark.Research.Training.Markets;

/// <summary>Says in a sentence whether a model is better than the simplest rules on what it has not seen.</summary>
internal static class MarketVerdict
{
    private const double Sure = 0.975;

    public static string Of(MarketModelResult model, string baseline, Metric leading)
    {
        if (model.Name == baseline) return $"{model.Name} is itself the best of the baselines: there is nothing to compare it with.";
        if (model.OverBaseline is not { } over || !double.IsFinite(over.Estimate)) return $"{model.Name} could not be compared with {baseline} on the test part.";
        var difference = string.Create(CultureInfo.InvariantCulture, $"{leading.Title.ToLowerInvariant()} better by {over.Estimate:G3} (95 % interval {over.Low:G3} to {over.High:G3})");
        if (over.Estimate <= 0) return $"{model.Name} does not beat {baseline} on the test part: {difference.Replace("better by -", "worse by ", StringComparison.Ordinal)}. It has learnt nothing that holds there.";
        return over.ShareAboveZero >= Sure
            ? $"{model.Name} beats {baseline} on the test part: {difference}."
            : $"{model.Name} is ahead of {baseline} on the test part, but that may be chance: {difference}.";
    }
}
