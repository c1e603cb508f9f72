using System.Globalization;
using Tidemark.Engine.Predictions;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Retraining;

/// <summary>
/// Trains a model anew on what was known at a moment and compares it with the one in use on samples from which neither learnt. Labels that
/// are not known by then are no samples; between what is learnt from and what is compared on lies a gap as long as the labels reach.
/// </summary>
public sealed class ModelRetrainer(RetrainPlan plan)
{
    private const double LeastProbability = 1e-15;

    /// <summary>Trains and compares.</summary>
    /// <param name="champion">The model in use.</param>
    /// <param name="data">What features and labels are made of; nothing after the moment is looked at.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>A training that fails is an outcome, not an exception.</returns>
    public RetrainOutcome Run(TrainedModel champion, FeatureData data, Instant now, CancellationToken cancellation = default)
    {
        try
        {
            return Compare(champion, data, now, cancellation);
        }
        catch (Exception failure) when (failure is BadInputException or ArgumentException or ArithmeticException or InvalidDataException)
        {
            return new RetrainOutcome(ModelChangeKind.Failed, $"training failed: {failure.Message}", null);
        }
    }

    private RetrainOutcome Compare(TrainedModel champion, FeatureData data, Instant now, CancellationToken cancellation)
    {
        var card = MarketCard.Of(champion.Card.Market) ?? throw new BadInputException("it is not a model of a market");
        if (card.IsAgent) throw new BadInputException("an agent is not trained anew while it trades");
        var list = FeatureText.Parse(card.Features);
        var from = plan.Window is { } window ? now - window : (Instant?)null;
        var dataset = DatasetBuilder.Build(new FeatureSpecification { Name = "model", List = list }, data.Until(now, list), LabelRules.Parse(card.Label), from);
        var firstHeldOut = FirstHeldOut(dataset, card.TrainedTo);
        if (dataset.Count - firstHeldOut < plan.LeastHeldOut)
            return Kept($"{dataset.Count - firstHeldOut} samples since {card.TrainedTo?.ToString() ?? "the start"} are too few to compare on ({plan.LeastHeldOut})");
        var spans = dataset.Spans;
        var learnt = Enumerable.Range(0, firstHeldOut).Where(sample => spans.Ends[sample] <= KnownAt(dataset, firstHeldOut)).ToArray();
        if (learnt.Length < 2 * plan.LeastHeldOut) return Kept($"{learnt.Length} samples are too few to learn from ({2 * plan.LeastHeldOut})");
        var challenger = Train(champion, card, dataset, learnt, cancellation);
        var heldOut = Enumerable.Range(firstHeldOut, dataset.Count - firstHeldOut).ToArray();
        var (old, young) = (Loss(champion, dataset, heldOut), Loss(challenger, dataset, heldOut));
        var figures = string.Create(CultureInfo.InvariantCulture, $"{LossName(champion)} {young:G6} against {old:G6} on {heldOut.Length} held-out samples from {new Instant(KnownAt(dataset, firstHeldOut))}; learnt from {learnt.Length}");
        return young < old ? new RetrainOutcome(ModelChangeKind.Replaced, figures, challenger) : new RetrainOutcome(ModelChangeKind.Kept, figures, challenger);
    }

    private static RetrainOutcome Kept(string reason) => new(ModelChangeKind.Kept, reason, null);

    /// <summary>The share of the samples that is kept apart, but none that the champion has seen.</summary>
    private int FirstHeldOut(Dataset dataset, Instant? championTo)
    {
        var first = (int)(dataset.Count * (1 - plan.HeldOut));
        while (championTo is { } to && first < dataset.Count && KnownAt(dataset, first) < to.Nanoseconds) first++;
        return first;
    }

    private static long KnownAt(Dataset dataset, int sample) => dataset.KnownAt.Span[dataset.SampleRows.Span[sample]];

    private static TrainedModel Train(TrainedModel champion, MarketCard card, Dataset dataset, int[] samples, CancellationToken cancellation)
    {
        var descriptor = ModelCatalog.Find(champion.Card.Kind) ?? throw new InvalidDataException($"a model of kind '{champion.Card.Kind}' is not known to this version");
        var train = samples.Where(sample => dataset.SampleRows.Span[sample] >= champion.Window - 1).ToArray();
        var all = dataset.ToTrainingSet() with { Weights = ReadOnlyMemory<double>.Empty };
        // The settings of a model say how long it learns: nothing is kept back to stop by.
        var estimator = descriptor.Create(HyperParameters.Parse(descriptor.Parameters, champion.Card.Parameters));
        var context = new FitContext { Seed = champion.Card.Seed, Threads = champion.Card.Threads, Cancellation = cancellation };
        var fitted = PreparationRequest.Of(champion).Fit(descriptor, estimator, Part(all, dataset, train), card.Horizon, context);
        var targets = train.Select(sample => dataset.Targets.Span[sample]).ToArray();
        var market = card with
        {
            TrainedFrom = new Instant(KnownAt(dataset, samples[0])),
            TrainedTo = new Instant(samples.Max(sample => dataset.LabelEnds.Span[sample])),
            Scale = all.Task == LearningTask.Regression ? Deviation(targets) : double.NaN,
        };
        return new TrainedModel(fitted, champion.Card with { Market = market.ToJson(), Samples = train.Length, DataHash = dataset.Data.Hash });
    }

    private static TrainingSet Part(TrainingSet all, Dataset dataset, int[] samples) => all with
    {
        Rows = samples.Select(sample => dataset.SampleRows.Span[sample]).ToArray(),
        Targets = samples.Select(sample => dataset.Targets.Span[sample]).ToArray(),
    };

    private static string LossName(TrainedModel model) => model.Task == LearningTask.Regression ? "mean squared error" : "log loss";

    private static double Loss(TrainedModel model, Dataset dataset, int[] samples) => Losses(model, dataset, samples).Average();

    /// <summary>The loss of each sample whose window is there.</summary>
    internal static double[] Losses(TrainedModel model, Dataset dataset, int[] samples)
    {
        var judged = samples.Where(sample => dataset.SampleRows.Span[sample] >= model.Window - 1).ToArray();
        var rows = judged.Select(sample => dataset.SampleRows.Span[sample]).ToArray();
        var outputs = new double[rows.Length * model.Outputs];
        model.Predict(dataset.Features, rows, outputs);
        return [.. judged.Select((sample, index) => LossOf(model, dataset.Targets.Span[sample], outputs.AsSpan(index * model.Outputs, model.Outputs)))];
    }

    private static double LossOf(TrainedModel model, double target, ReadOnlySpan<double> output) => model.Task switch
    {
        LearningTask.Regression => (output[0] - target) * (output[0] - target),
        LearningTask.Binary => -Math.Log(Math.Max(LeastProbability, target > 0.5 ? output[0] : 1 - output[0])),
        _ => -Math.Log(Math.Max(LeastProbability, output[(int)target])),
    };

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}
