using System.Globalization;
using Tidemark.Engine.Predictions;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Retraining;

/// <summary>
/// Trains a model anew on what was known at a moment and compares it with the one in use on samples from which neither learnt. Labels that
/// are not known by then are no samples; between what is learnt from and what is compared on lies a gap as long as the labels reach.
/// </summary>
public sealed class ModelRetrainer(RetrainPlan plan)
{
    private const double LeastProbability = 1e-15;
    private const double UsualCost = 0.001;

    /// <summary>Why a model can never be trained anew while it trades; null where it can. Asked before a run, which need not begin then.</summary>
    public static string? RefusalOf(TrainedModel model)
    {
        if (MarketCard.Of(model.Card.Market) is not { } card) return "it is not a model of a market";
        if (model.Card.Kind == TrainedPolicy.Kind) return "it is an agent, which learns by acting in episodes of its own: train it again with 'train' and promote it";
        if (model.Card.Kind == OnnxModel.Kind) return "it was trained elsewhere, and how is not known here";
        if (model.Card.Kind == EnsembleModel.Kind && (card.Members.Count == 0 || card.Splits.Length == 0)) return "it is an ensemble of an earlier version, which did not keep the settings of its models: train it again";
        var list = FeatureText.Parse(card.Features);
        for (var source = 0; source <= list.Instruments.Length; source++)
            if (list.NeedsTrades(source) || list.NeedsQuotes(source)) return "its features read trades or quotes, which a run does not keep";
        return null;
    }

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

    /// <summary>Trains a model with its settings on everything known at a moment; what it has learnt itself is not used.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">What features and labels are made of; nothing after the moment is looked at.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <exception cref="BadInputException">It cannot be trained, or too little is known by then.</exception>
    public TrainedModel Anew(TrainedModel model, FeatureData data, Instant now, CancellationToken cancellation = default)
    {
        try
        {
            if (RefusalOf(model) is { } refusal) throw new BadInputException(refusal);
            var card = MarketCard.Of(model.Card.Market)!;
            var dataset = KnownAt(card, data, now);
            if (dataset.Count < 2 * plan.LeastHeldOut) throw new BadInputException($"{dataset.Count} samples are known at {now}, too few to learn from ({2 * plan.LeastHeldOut}): begin to trade later with --from");
            int[] all = [.. Enumerable.Range(0, dataset.Count)];
            return Train(card.HasRange ? WithEarlyRange(model, card, dataset, cancellation) : model, card, dataset, all, cancellation);
        }
        catch (Exception failure) when (failure is ArgumentException or ArithmeticException or InvalidDataException)
        {
            throw new BadInputException(failure.Message, failure);
        }
    }

    /// <summary>The errors of a copy that knows the first part alone, on the rest; where those are too few, none.</summary>
    private TrainedModel WithEarlyRange(TrainedModel model, MarketCard card, Dataset dataset, CancellationToken cancellation)
    {
        var first = (int)(dataset.Count * (1 - plan.HeldOut));
        var spans = dataset.Spans;
        int[] learnt = [.. Enumerable.Range(0, first).Where(sample => spans.Ends[sample] <= KnownAt(dataset, first))];
        var (copy, isUnknown) = WithRange(Train(model, card, dataset, learnt, cancellation), dataset, [.. Enumerable.Range(first, dataset.Count - first)]);
        var (own, other) = (model.Card.Market.DeepClone().AsObject(), copy.Card.Market);
        foreach (var name in (string[])["residualLow", "residualHigh"])
            if (isUnknown) own.Remove(name);
            else own[name] = other[name]!.DeepClone();
        return new TrainedModel(model.Prepared, model.Card with { Market = own });
    }

    private Dataset KnownAt(MarketCard card, FeatureData data, Instant now)
    {
        var list = FeatureText.Parse(card.Features);
        return DatasetBuilder.Build(new FeatureSpecification { Name = "model", List = list }, data.Until(now, list), LabelRules.Parse(card.Label), plan.Window is { } window ? now - window : null, card.Weights);
    }

    private RetrainOutcome Compare(TrainedModel champion, FeatureData data, Instant now, CancellationToken cancellation)
    {
        var card = MarketCard.Of(champion.Card.Market) ?? throw new BadInputException("it is not a model of a market");
        if (RefusalOf(champion) is { } refusal) throw new BadInputException(refusal);
        var dataset = KnownAt(card, data, now);
        var firstHeldOut = FirstHeldOut(dataset, card.TrainedTo);
        if (dataset.Count - firstHeldOut < plan.LeastHeldOut)
            return Kept($"{dataset.Count - firstHeldOut} samples since {card.TrainedTo?.ToString() ?? "the start"} are too few to compare on ({plan.LeastHeldOut})");
        var spans = dataset.Spans;
        var learnt = Enumerable.Range(0, firstHeldOut).Where(sample => spans.Ends[sample] <= KnownAt(dataset, firstHeldOut)).ToArray();
        if (learnt.Length < 2 * plan.LeastHeldOut) return Kept($"{learnt.Length} samples are too few to learn from ({2 * plan.LeastHeldOut})");
        var heldOut = Enumerable.Range(firstHeldOut, dataset.Count - firstHeldOut).ToArray();
        var (challenger, keepsRange) = WithRange(Train(champion, card, dataset, learnt, cancellation), dataset, heldOut);
        var (old, young) = (Loss(champion, dataset, heldOut), Loss(challenger, dataset, heldOut));
        var figures = string.Create(CultureInfo.InvariantCulture, $"{LossName(champion)} {young:G6} against {old:G6} on {heldOut.Length} held-out samples from {new Instant(KnownAt(dataset, firstHeldOut))}; learnt from {learnt.Length}{(keepsRange ? "; low and high by the errors of the old version, too few of its own to tell" : "")}");
        return young < old ? new RetrainOutcome(ModelChangeKind.Replaced, figures, challenger) : new RetrainOutcome(ModelChangeKind.Kept, figures, challenger);
    }

    private static RetrainOutcome Kept(string reason) => new(ModelChangeKind.Kept, reason, null);

    /// <summary>
    /// The share of the samples that is kept apart, but none that the champion has seen, and of what is new half at most: were all of it held
    /// out, the challenger would learn what the champion has learnt.
    /// </summary>
    private int FirstHeldOut(Dataset dataset, Instant? championTo)
    {
        var fresh = 0;
        while (championTo is { } to && fresh < dataset.Count && KnownAt(dataset, fresh) < to.Nanoseconds) fresh++;
        return Math.Max((int)(dataset.Count * (1 - plan.HeldOut)), fresh + (dataset.Count - fresh) / 2);
    }

    private static long KnownAt(Dataset dataset, int sample) => dataset.KnownAt.Span[dataset.SampleRows.Span[sample]];

    private static TrainedModel Train(TrainedModel champion, MarketCard card, Dataset dataset, int[] samples, CancellationToken cancellation)
    {
        var learnt = samples.Where(sample => dataset.SampleRows.Span[sample] >= champion.Window - 1).ToArray();
        var context = new FitContext { Seed = champion.Card.Seed, Threads = champion.Card.Threads, Cancellation = cancellation };
        var trained = card.Members.Count > 0 ? Together(champion, card, dataset, learnt, context) : Alone(champion, card, dataset, learnt, context);
        var market = champion.Card.Market.DeepClone().AsObject();
        market["trainedFrom"] = new Instant(KnownAt(dataset, samples[0])).ToString();
        market["trainedTo"] = new Instant(samples.Max(sample => dataset.LabelEnds.Span[sample])).ToString();
        if (champion.Task == LearningTask.Regression) market["scale"] = Deviation(learnt.Select(sample => dataset.Targets.Span[sample]).ToArray());
        if (trained.Card.Market["members"] is { } members) market["members"] = members.DeepClone();
        return new TrainedModel(trained.Prepared, trained.Card with { Market = market, Samples = learnt.Length, DataHash = dataset.Data.Hash });
    }

    /// <summary>With its own settings, which say how long it learns: nothing is kept back to stop by.</summary>
    private static TrainedModel Alone(TrainedModel champion, MarketCard card, Dataset dataset, int[] samples, FitContext context)
    {
        var descriptor = ModelCatalog.Find(champion.Card.Kind) ?? throw new InvalidDataException($"a model of kind '{champion.Card.Kind}' is not known to this version");
        var estimator = descriptor.Create(HyperParameters.Parse(descriptor.Parameters, champion.Card.Parameters));
        return new TrainedModel(PreparationRequest.Of(champion).Fit(descriptor, estimator, Part(dataset, samples), card.Horizon, context), champion.Card);
    }

    /// <summary>Every model of an ensemble as that one alone, and what puts them together from what copies of them said in folds of the same samples.</summary>
    private static TrainedModel Together(TrainedModel champion, MarketCard card, Dataset dataset, int[] samples, FitContext context)
    {
        var rule = champion.Card.Parameters.FirstOrDefault(pair => pair.Key == "rule").Value ?? throw new InvalidDataException("the ensemble does not say how it is put together");
        var together = MarketTraining.Together(new MarketTrainingRequest
        {
            Data = dataset,
            Models = [.. card.Members.Select(member => member.ToSetting())],
            Splitter = Splitters.Parse(card.Splits),
            Ensembles = [EnsembleKinds.Parse(rule)],
            Fit = context,
            Build = champion.Card.Build,
        }, samples);
        return new TrainedModel(together.Prepared, champion.Card with { Parameters = together.Card.Parameters, Market = together.Card.Market });
    }

    private static TrainingSet Part(Dataset dataset, int[] samples) => dataset.ToTrainingSet() with
    {
        Rows = samples.Select(sample => dataset.SampleRows.Span[sample]).ToArray(),
        Targets = samples.Select(sample => dataset.Targets.Span[sample]).ToArray(),
        Weights = dataset.Weights.IsEmpty ? default(ReadOnlyMemory<double>) : samples.Select(sample => dataset.Weights.Span[sample]).ToArray(),
    };

    private static string LossName(TrainedModel model) => model.Card.Output == ModelOutput.Position ? "minus the Sharpe ratio after costs" : model.Task == LearningTask.Regression ? "mean squared error" : "log loss";

    private static double Loss(TrainedModel model, Dataset dataset, int[] samples) =>
        model.Card.Output == ModelOutput.Position ? -Sharpe(model, dataset, samples) : Losses(model, dataset, samples).Average();

    /// <summary>Of holding the positions that a model says, with the cost of changes that it learnt with, or else the usual one.</summary>
    private static double Sharpe(TrainedModel model, Dataset dataset, int[] samples)
    {
        var (judged, outputs) = Said(model, dataset, samples);
        var cost = double.TryParse(model.Card.Parameters.FirstOrDefault(pair => pair.Key == "turnoverCost").Value, CultureInfo.InvariantCulture, out var learnt) && learnt > 0 ? learnt : UsualCost;
        var said = Array.ConvertAll(Enumerable.Range(0, judged.Length).ToArray(), index => outputs[index * model.Outputs]);
        var sharpe = SignalFigures.Of(dataset.Label, said, 1, Array.ConvertAll(judged, sample => dataset.Targets.Span[sample]), cost, isOfPositions: true).Sharpe;
        return double.IsNaN(sharpe) ? 0 : sharpe;
    }

    /// <summary>The loss of each sample whose window is there.</summary>
    internal static double[] Losses(TrainedModel model, Dataset dataset, int[] samples)
    {
        var (judged, outputs) = Said(model, dataset, samples);
        return [.. judged.Select((sample, index) => LossOf(model, dataset.Targets.Span[sample], outputs.AsSpan(index * model.Outputs, model.Outputs)))];
    }

    private static (int[] Judged, double[] Outputs) Said(TrainedModel model, Dataset dataset, int[] samples)
    {
        var judged = samples.Where(sample => dataset.SampleRows.Span[sample] >= model.Window - 1).ToArray();
        var outputs = new double[judged.Length * model.Outputs];
        model.Predict(dataset.Features, Array.ConvertAll(judged, sample => dataset.SampleRows.Span[sample]), outputs);
        return (judged, outputs);
    }

    /// <summary>Values that had a low and a high end have them by the new model's errors on what it has not learnt from; where those are too few, by the old model's.</summary>
    private static (TrainedModel Model, bool KeepsOldRange) WithRange(TrainedModel model, Dataset dataset, int[] heldOut)
    {
        if (!MarketCard.Of(model.Card.Market)!.HasRange) return (model, false);
        var (judged, outputs) = Said(model, dataset, heldOut);
        if (ResidualRange.Of(judged.Select((_, index) => outputs[index * model.Outputs]).ToArray(), Array.ConvertAll(judged, sample => dataset.Targets.Span[sample])) is not { } range) return (model, true);
        var market = model.Card.Market.DeepClone().AsObject();
        (market["residualLow"], market["residualHigh"]) = (range.Low, range.High);
        return (new TrainedModel(model.Prepared, model.Card with { Market = market }), false);
    }

    private static double LossOf(TrainedModel model, double target, ReadOnlySpan<double> output) => model.Task switch
    {
        // What a position misses: less than nothing where it earns.
        _ when model.Card.Output == ModelOutput.Position => -output[0] * target,
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
