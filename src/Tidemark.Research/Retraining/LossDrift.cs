using System.Globalization;
using Tidemark.Engine.Predictions;
using Tidemark.Learning.Drift;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Retraining;

/// <summary>
/// Whether a model has become worse than it was: its losses on what came after it had learnt, the first of them as the reference, one for each
/// time that its labels reach over, so that they do not share bars.
/// </summary>
public sealed class LossDrift(RetrainPlan plan)
{
    private const int ReferenceLosses = 150;
    private const int Horizon = 1_000;

    /// <summary>Looks at everything known at a moment.</summary>
    /// <param name="model">The model in use.</param>
    /// <param name="data">What features and labels are made of; nothing after the moment is looked at.</param>
    /// <param name="since">Losses before that are not watched: the last training, or the earliest moment.</param>
    /// <param name="now">The moment.</param>
    /// <returns>What was noticed, for people; null where nothing was, or there is too little to say so.</returns>
    public string? Find(TrainedModel model, FeatureData data, Instant since, Instant now)
    {
        try
        {
            return Watch(model, data, since, now);
        }
        catch (Exception failure) when (failure is BadInputException or ArgumentException or InvalidDataException)
        {
            // Losses that cannot be watched raise no alarm; a training by schedule says what is wrong.
            return null;
        }
    }

    private string? Watch(TrainedModel model, FeatureData data, Instant since, Instant now)
    {
        if (MarketCard.Of(model.Card.Market) is not { TrainedTo: { } learntTo, IsAgent: false } card) return null;
        var list = FeatureText.Parse(card.Features);
        var dataset = DatasetBuilder.Build(new FeatureSpecification { Name = "model", List = list }, data.Until(now, list), LabelRules.Parse(card.Label), learntTo);
        var step = Math.Max(1, card.Horizon);
        var samples = Enumerable.Range(0, dataset.Count).Where(sample => sample % step == 0 && dataset.SampleRows.Span[sample] >= model.Window - 1).ToArray();
        if (samples.Length <= ReferenceLosses) return null;
        var losses = ModelRetrainer.Losses(model, dataset, samples);
        var isAfter = Array.ConvertAll(samples, sample => dataset.KnownAt.Span[dataset.SampleRows.Span[sample]] > since.Nanoseconds);
        return plan.DriftTest switch
        {
            DriftTest.Adwin => WithWindow(losses, isAfter),
            DriftTest.Psi => WithDistribution(losses, isAfter, DistributionTest.PopulationStability),
            DriftTest.Ks => WithDistribution(losses, isAfter, DistributionTest.KolmogorovSmirnov),
            _ => WithSums(losses, isAfter),
        };
    }

    private string? WithSums(double[] losses, bool[] isAfter)
    {
        var detector = new CusumDetector(losses.AsSpan(0, ReferenceLosses), plan.FalseAlarmRate, Horizon);
        for (var index = ReferenceLosses; index < losses.Length; index++)
            if (isAfter[index] && detector.Add(losses[index]) == DriftAlarm.Higher)
                return string.Create(CultureInfo.InvariantCulture, $"{ModelChange.DriftMark} losses have risen, noticed after {detector.Count} of them, against {ReferenceLosses} before");
        return null;
    }

    private string? WithDistribution(double[] losses, bool[] isAfter, DistributionTest test)
    {
        var detector = new DistributionDetector(losses.AsSpan(0, ReferenceLosses), plan.FalseAlarmRate, Horizon, test);
        for (var index = ReferenceLosses; index < losses.Length; index++)
        {
            if (!isAfter[index]) continue;
            var alarm = detector.Add(losses[index]);
            if (alarm == DriftAlarm.Higher)
                return string.Create(CultureInfo.InvariantCulture, $"{ModelChange.DriftMark} losses have risen, noticed after {detector.Count} of them: the last hundred are distributed otherwise than {ReferenceLosses} before");
            // Another distribution of losses that did not rise is no reason to train.
            if (alarm != DriftAlarm.None) detector.Reset();
        }
        return null;
    }

    /// <summary>The first losses say how values are ranked, and are the oldest of the window.</summary>
    private string? WithWindow(double[] losses, bool[] isAfter)
    {
        var detector = new AdaptiveWindowDetector(losses.AsSpan(0, ReferenceLosses), plan.FalseAlarmRate, Horizon);
        for (var index = 0; index < losses.Length; index++)
        {
            if (!isAfter[index]) continue;
            var alarm = detector.Add(losses[index]);
            if (alarm == DriftAlarm.Higher)
                return string.Create(CultureInfo.InvariantCulture, $"{ModelChange.DriftMark} losses have risen, noticed after {detector.Count} of them: the last {detector.Width} lie above those before");
            // Losses that fell or became calmer are no reason to train: what follows is compared with those.
            if (alarm != DriftAlarm.None) detector.Reset();
        }
        return null;
    }
}
