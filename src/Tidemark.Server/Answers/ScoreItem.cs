using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record ScoreItem
{
    [Description("Predictions with an opinion whose horizon has passed. Their outcome is the return from the close at which they were made to that at the end of the horizon, whatever the model's label was.")]
    public required long JudgedCount { get; init; }

    [Description("How many of them have horizons that do not overlap; the intervals count only these as observations of their own.")]
    public required long IndependentCount { get; init; }

    [Description("The share after which the price was higher; null while none is judged.")]
    public required double? RiseRate { get; init; }

    [Description("The share of those that leaned to a side that leaned to the right one.")]
    public required double? HitRate { get; init; }

    [Description("Low end of the 95 % interval of the hit rate (Wilson).")]
    public required double? HitRateLow { get; init; }

    [Description("High end of it.")]
    public required double? HitRateHigh { get; init; }

    [Description("The hit rate of always saying the side that was more frequent among the same outcomes.")]
    public required double? BaseHitRate { get; init; }

    [Description("Of models of probabilities, the mean log loss; else null.")]
    public required double? LogLoss { get; init; }

    [Description("The mean log loss of always saying the share of rises among the same outcomes.")]
    public required double? BaseLogLoss { get; init; }

    [Description("How much better than the rule on average: in log loss; of expected returns in squared error against expecting none; of weights in return against holding all the time, before costs. Below 0 the model is worse.")]
    public required double? Advantage { get; init; }

    [Description("Low end of the 95 % interval of the advantage; null below 2 independent outcomes.")]
    public required double? AdvantageLow { get; init; }

    [Description("High end of it.")]
    public required double? AdvantageHigh { get; init; }

    [Description("The share of outcomes between the low and the high end, where the model gives them.")]
    public required double? CoveredRate { get; init; }
}
