using System.Collections.Immutable;
using Tidemark.Analytics.Overfitting;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Registry;

namespace Tidemark.Research.Training.Markets;

/// <summary>
/// Trains models on a market and says what they are worth. The last part of the samples is kept for the end; on those before, each model is
/// judged in folds by models that did not learn from what they are judged on; what was best there is chosen; each is then trained on everything
/// before the test part, and the test part is read once, by all of them together. Baselines go through the same.
/// </summary>
public sealed class MarketTraining
{
    private const int FewestSamples = 100;
    private readonly MarketTrainingRequest request;
    private readonly Dataset data;
    private readonly MarketFit fit;
    private readonly Metric leading;
    private readonly int[] development, test;
    private readonly MarketMoments before, last;
    private readonly int outputs;

    private MarketTraining(MarketTrainingRequest request)
    {
        (this.request, data, fit) = (request, request.Data, new MarketFit(request));
        leading = MetricCatalog.Of(data.Label.Task)[0];
        outputs = data.Label.Task == LearningTask.MultiClass ? data.Label.Classes : 1;
        if (data.Count < FewestSamples) throw new BadInputException($"{data.Count} samples are too few to train and judge a model; there should be {FewestSamples} at least");
        var first = (int)(data.Count * (1 - request.TestShare));
        test = [.. Enumerable.Range(first, data.Count - first)];
        // A label that reaches into the test part has seen it.
        var spans = data.Spans;
        development = [.. Enumerable.Range(0, first).Where(sample => spans.Ends[sample] < spans.Starts[first])];
        if (test.Length == 0 || development.Length == 0) throw new BadInputException($"a test part of {request.TestShare} leaves {development.Length} samples to learn from and {test.Length} to judge on");
        (before, last) = (new MarketMoments(data, development), new MarketMoments(data, test));
    }

    /// <summary>Trains, chooses and judges.</summary>
    /// <exception cref="BadInputException">Data, models and splits do not go together; the message says what.</exception>
    public static MarketTrainingResult Run(MarketTrainingRequest request) => new MarketTraining(request).Run();

    private MarketTrainingResult Run()
    {
        var folds = Folds();
        var kinds = ModelCatalog.All.Where(model => model.Name.StartsWith("baseline-", StringComparison.Ordinal) && model.Tasks.Contains(data.Label.Task)).ToArray();
        var settings = request.Models.Select(setting => (setting, IsBaseline: false)).Concat(kinds.Select(kind => (setting: new ModelSetting(kind, []), IsBaseline: true))).ToArray();
        foreach (var (setting, _) in settings)
            if (!setting.Model.Tasks.Contains(data.Label.Task))
                throw new BadInputException($"{setting.Model.Name} does {string.Join(" and ", setting.Model.Tasks.Select(TaskNames.Of))}, and '{data.Label.Text}' is {TaskNames.Of(data.Label.Task)}");
        var judged = settings.Select(one => Judge(one.setting, one.IsBaseline, folds)).ToList();
        var models = judged.Where(one => !one.IsBaseline).ToArray();
        var baseline = Best(judged.Where(one => one.IsBaseline));
        if (models.Length > 1) judged.AddRange(request.Ensembles.Select(kind => Together(kind, models, [.. judged.Where(one => one.IsBaseline)])).ToArray());
        var chosen = Best(judged.Where(one => !one.IsBaseline));
        var (from, to) = (new Instant(data.Spans.Starts[test[0]]), new Instant(test.Max(sample => data.LabelEnds.Span[sample])));
        var earlier = request.BeforeTest?.Invoke(Stretch(from, to)) ?? [];
        var results = Read(judged, baseline);
        chosen = results.First(one => one.Name == chosen.Name);
        var tried = judged.Where(one => !one.IsBaseline).ToArray();
        var trials = tried.Sum(one => one.Trials);
        double[] ratios = [.. tried.SelectMany(one => one.TrialRatios.IsEmpty ? [one.ValidationSignal!.Sharpe] : one.TrialRatios).Where(double.IsFinite)];
        var variance = Variance(ratios);
        var signal = chosen.TestSignal!;
        var deflated = new DeflatedSignal(signal.Sharpe, ExpectedMaximumSharpe.Compute(trials, variance), DeflatedSharpeRatio.Compute(signal.Returns, trials, variance));
        return new MarketTrainingResult
        {
            Request = request,
            DevelopmentSamples = development.Length,
            TestSamples = test.Length,
            TestFrom = from,
            TestTo = to,
            EarlierReads = earlier,
            TestTargets = MarketFit.Take(data.Targets, test),
            Results = results,
            Chosen = chosen,
            Baseline = results.First(one => one.Name == baseline.Name),
            Trials = trials,
            Deflated = deflated,
            Leading = leading.Name,
            Verdict = MarketVerdict.Of(chosen, baseline.Name, leading),
        };
    }

    private IReadOnlyList<Fold> Folds()
    {
        try
        {
            var folds = request.Splitter.Split(data.Spans.Take(development));
            return folds.All(fold => fold.Test.Length > 0) ? folds : throw new BadInputException($"--splits {request.Splitter.Text}: a fold has nothing to be judged on; leave its test part above zero");
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"--splits {request.Splitter.Text}: {problem.Message}", problem);
        }
    }

    /// <summary>Searches its settings where that is asked for, judges it in each fold, then trains it on everything before the test part.</summary>
    private MarketModelResult Judge(ModelSetting setting, bool isBaseline, IReadOnlyList<Fold> folds)
    {
        var search = isBaseline || request.Search is null ? null : SettingSearch.Run(setting, request.Search, leading, request.Fit.Seed, tried =>
        {
            var one = InFolds(tried, folds);
            return (Score(one.Together)?[leading.Name] ?? double.NaN, Signal(one.Together, before).Sharpe, one.Seconds);
        });
        setting = search?.Best ?? setting;
        var (together, scores, seconds) = InFolds(setting, folds);
        var longest = setting.StopsEarly ? setting.WithSteps(Math.Max(1, (int)Math.Round(scores.Average(score => score.Steps)))) : setting;
        var (final, curve, took) = fit.Train(longest, development, [], at => request.Progress?.Invoke(setting.Model.Name, 0, folds.Count, at));
        return new MarketModelResult
        {
            Name = setting.Model.Name,
            IsBaseline = isBaseline,
            Model = final,
            Trials = search?.Trials ?? 1,
            TrialRatios = search?.Ratios ?? [],
            Folds = [.. scores],
            Validation = Score(together),
            ValidationSignal = Signal(together, before),
            OutOfFold = together,
            TestPredictions = [],
            Curve = [.. curve],
            TrainSeconds = seconds + took + (search?.Seconds ?? 0),
        };
    }

    /// <summary>Predictions for each moment before the test part by models that did not learn from it; one that several folds judge has their mean.</summary>
    private (double[] Together, List<FoldScore> Scores, double Seconds) InFolds(ModelSetting setting, IReadOnlyList<Fold> folds)
    {
        var (sums, counts, scores, seconds) = (new double[before.Count * outputs], new int[before.Count], new List<FoldScore>(), 0.0);
        foreach (var fold in folds)
        {
            request.Fit.Cancellation.ThrowIfCancellationRequested();
            var watching = setting.StopsEarly && fold.Validation.IsEmpty ? fold.WithValidation(data.Spans.Take(development), request.WatchShare) : fold;
            var (model, curve, took) = fit.Train(setting, Samples(watching.Train.Span), Samples(watching.Validation.Span), at => request.Progress?.Invoke(setting.Model.Name, fold.Number + 1, folds.Count, at));
            seconds += took;
            var moments = before.WithFollowers(fold.Test.Span);
            var predictions = FirstOutputs(fit.Predict(model, Array.ConvertAll(moments, moment => before.Rows[moment])), model.Outputs, outputs);
            for (var i = 0; i < moments.Length; i++)
            {
                if (double.IsNaN(predictions[i * outputs])) continue;
                counts[moments[i]]++;
                for (var k = 0; k < outputs; k++) sums[moments[i] * outputs + k] += predictions[i * outputs + k];
            }
            var judgedOn = Samples(fold.Test.Span);
            var steps = curve.Where(at => double.IsFinite(at.ValidationLoss)).ToArray() is { Length: > 0 } watched ? watched.MinBy(at => at.ValidationLoss).Step : curve.Count;
            scores.Add(new FoldScore(fold.Number + 1, new Instant(data.Spans.Starts[judgedOn[0]]), new Instant(data.LabelEnds.Span[judgedOn[^1]]), watching.Train.Length,
                PredictionScores.Of(data.Label.Task, Array.ConvertAll(moments, moment => before.Targets[moment]), predictions, outputs), steps, curve));
        }
        for (var i = 0; i < sums.Length; i++) sums[i] = counts[i / outputs] > 0 ? sums[i] / counts[i / outputs] : double.NaN;
        return (sums, scores, seconds);
    }

    /// <summary>An ensemble of the models, put together by what they did in the folds.</summary>
    private MarketModelResult Together(EnsembleKind kind, MarketModelResult[] models, MarketModelResult[] baselines)
    {
        var ensemble = new MarketEnsemble(kind, [.. models.Select(model => model.Name)], Array.ConvertAll(models, model => model.OutOfFold), Array.ConvertAll(baselines, one => one.OutOfFold), before, data.Label.Task, data.Label.Classes);
        var together = ensemble.OutOfFold();
        return new MarketModelResult
        {
            Name = ensemble.Name,
            IsEnsemble = true,
            Model = ensemble.Fit(Array.ConvertAll(models, model => model.Model)),
            OutOfFold = together,
            Validation = Score(together),
            ValidationSignal = Signal(together, before),
            TestPredictions = [],
        };
    }

    /// <summary>The bars of the test part: those at whose close its samples are made, to the end of the last label.</summary>
    private TestStretch Stretch(Instant from, Instant to)
    {
        var (bars, first) = (data.Data.Bars, data.FirstBar + data.SampleRows.Span[test[0]]);
        return TestStretch.OfBars(data.Data.Instrument, bars.Slice(first, bars.LowerBound(to) - first), from, to, test.Length);
    }

    /// <summary>The one reading of the test part.</summary>
    private ImmutableArray<MarketModelResult> Read(List<MarketModelResult> judged, MarketModelResult baseline)
    {
        var targets = MarketFit.Take(data.Targets, test);
        var followed = judged.Select(one => FirstOutputs(fit.Predict(one.Model, last.Rows), one.Model.Outputs, outputs)).ToArray();
        var all = judged.Select((one, i) => one with { TestPredictions = last.OfSamples(followed[i], outputs), TestSignal = Signal(followed[i], last) }).ToArray();
        var floor = Scored(all.First(one => one.Name == baseline.Name));
        return [.. all.Select(one => one with
        {
            Test = PredictionScores.Of(data.Label.Task, targets, one.TestPredictions, outputs),
            TestInterval = MetricInterval.Compute(Scored(one), leading, Bootstrap()),
            OverBaseline = one.Name == baseline.Name ? null : leading.IsHigherBetter ? MetricInterval.Difference(Scored(one), floor, leading, Bootstrap()) : MetricInterval.Difference(floor, Scored(one), leading, Bootstrap()),
        })];

        ScoredSamples Scored(MarketModelResult one) => new() { Task = data.Label.Task, Classes = data.Label.Classes, Targets = targets, Outputs = one.TestPredictions };
    }

    private PredictionScores? Score(double[] predictions) => PredictionScores.Of(data.Label.Task, before.Targets, predictions, outputs);

    private SignalFigures Signal(double[] predictions, MarketMoments moments) => SignalFigures.Of(data.Label, predictions, outputs, moments.NextReturns, request.CostRate);

    private BootstrapOptions Bootstrap() => new() { Seed = request.Fit.Seed, Resamples = 500, BlockLength = Math.Max(data.Label.Horizon, BlockBootstrap.UsualLength(test.Length)) };

    private MarketModelResult Best(IEnumerable<MarketModelResult> of) => of.Aggregate((best, one) => leading.IsBetter(Lead(one), Lead(best)) ? one : best);

    private double Lead(MarketModelResult one) => one.Validation?[leading.Name] ?? double.NaN;

    private int[] Samples(ReadOnlySpan<int> places)
    {
        var samples = new int[places.Length];
        for (var i = 0; i < samples.Length; i++) samples[i] = development[places[i]];
        return samples;
    }

    /// <summary>The value alone of models that also give its low and high.</summary>
    private static double[] FirstOutputs(double[] predictions, int have, int wanted)
    {
        if (have == wanted) return predictions;
        var first = new double[predictions.Length / have];
        for (var i = 0; i < first.Length; i++) first[i] = predictions[i * have];
        return first;
    }

    private static double Variance(double[] values)
    {
        if (values.Length < 2) return 0;
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
