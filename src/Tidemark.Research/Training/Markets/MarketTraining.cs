using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tidemark.Analytics.Overfitting;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Registry;
using Tidemark.Research.Training.Searching;

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
    private readonly bool byEarnings;
    private readonly int[] development, test;
    private readonly MarketMoments before, last;
    private readonly int outputs;

    private MarketTraining(MarketTrainingRequest request, int[] development, int[] test)
    {
        (this.request, data, fit) = (request, request.Data, new MarketFit(request));
        byEarnings = request.Models.Any(GivesPositions);
        leading = byEarnings ? MetricCatalog.Sharpe : MetricCatalog.Of(data.Label.Task)[0];
        outputs = data.Label.Task == LearningTask.MultiClass ? data.Label.Classes : 1;
        (this.development, this.test) = (development, test);
        before = new MarketMoments(data, development);
        last = test.Length == 0 ? before : new MarketMoments(data, test);
    }

    /// <summary>The samples before the test part, and those of it.</summary>
    private static (int[] Development, int[] Test) Parts(MarketTrainingRequest request)
    {
        var data = request.Data;
        if (data.Count < FewestSamples) throw new BadInputException($"{data.Count} samples are too few to train and judge a model; there should be {FewestSamples} at least");
        var first = (int)(data.Count * (1 - request.TestShare));
        int[] test = [.. Enumerable.Range(first, data.Count - first)];
        // A label that reaches into the test part has seen it.
        var spans = data.Spans;
        int[] development = [.. Enumerable.Range(0, first).Where(sample => spans.Ends[sample] < spans.Starts[first])];
        if (test.Length == 0 || development.Length == 0) throw new BadInputException($"a test part of {request.TestShare} leaves {development.Length} samples to learn from and {test.Length} to judge on");
        return (development, test);
    }

    /// <summary>Trains, chooses and judges.</summary>
    /// <exception cref="BadInputException">Data, models and splits do not go together; the message says what.</exception>
    public static MarketTrainingResult Run(MarketTrainingRequest request)
    {
        var (development, test) = Parts(request);
        return new MarketTraining(request, development, test).Run();
    }

    /// <summary>Trains models on some samples and puts them together by what copies of them said in folds of those samples: as <see cref="Run(MarketTrainingRequest)"/> does, without judging anything.</summary>
    /// <param name="request">The models with their settings, the splits, and one way to put them together.</param>
    /// <param name="samples">Numbers of the samples to learn from, increasing.</param>
    /// <exception cref="BadInputException">The models cannot learn from them, or the splits leave a fold empty.</exception>
    internal static TrainedModel Together(MarketTrainingRequest request, int[] samples)
    {
        var training = new MarketTraining(request, samples, []);
        var folds = training.Folds();
        var models = request.Models.Select(setting => training.Judge(setting, isBaseline: false, folds)).ToArray();
        // Skill alone is measured by them.
        var baselines = (request.Ensembles[0] == EnsembleKind.Skill ? training.Baselines() : []).Select(setting => training.Judge(setting, isBaseline: true, folds)).ToArray();
        return training.Together(request.Ensembles[0], models, baselines).Model;
    }

    private bool GivesPositions(ModelSetting setting) => ModelOutputs.Of(setting, data.Label.Task) == ModelOutput.Position;

    private static bool GivesPositions(TrainedModel model) => model.Card.Output == ModelOutput.Position;

    /// <summary>Refuses before anything is trained what could not be put together, or has learnt to earn what is no return.</summary>
    private void CheckOutputs()
    {
        foreach (var setting in request.Models)
        {
            var output = ModelOutputs.Of(setting, data.Label.Task);
            if (output == ModelOutput.Position && data.Label is not NextReturnLabel) throw new BadInputException($"{setting.Model.Name}: loss=sharpe learns positions from the returns that follow, and '{data.Label.Text}' is none: use --label next-return");
            if (output != ModelOutput.Usual && !request.Ensembles.IsEmpty && request.Models.Length > 1)
                throw new BadInputException($"--ensemble: {setting.Model.Name} gives {(output == ModelOutput.Position ? "positions (loss=sharpe)" : "three quantiles (loss=quantile)")}, and an ensemble puts together models of one kind of number, expected returns or probabilities: leave it out, or give it another loss");
        }
    }

    private MarketTrainingResult Run()
    {
        CheckOutputs();
        var folds = Folds();
        // A baseline that was named is judged as it was named, and may be the one to keep.
        var settings = request.Models.Select(setting => (setting, IsBaseline: IsBaseline(setting.Model)))
            .Concat(Baselines().Where(one => !request.Models.Any(named => named.Model.Name == one.Model.Name)).Select(setting => (setting, IsBaseline: true))).ToArray();
        foreach (var (setting, _) in settings)
            if (!setting.Model.Tasks.Contains(data.Label.Task))
                throw new BadInputException($"{setting.Model.Name} does {string.Join(" and ", setting.Model.Tasks.Select(TaskNames.Of))}, and '{data.Label.Text}' is {TaskNames.Of(data.Label.Task)}");
        var judged = settings.Select(one => Judge(one.setting, one.IsBaseline, folds)).ToList();
        var models = judged[..request.Models.Length].ToArray();
        var baseline = Best(judged.Where(one => one.IsBaseline));
        if (models.Length > 1) judged.AddRange(request.Ensembles.Select(kind => Together(kind, models, [.. judged.Where(one => one.IsBaseline)])).ToArray());
        var tried = judged.Where((one, i) => i < models.Length || one.IsEnsemble).ToArray();
        var chosen = Best(tried);
        AddRange(chosen);
        var trials = tried.Sum(one => one.Trials);
        var (from, to) = (new Instant(data.Spans.Starts[test[0]]), new Instant(test.Max(sample => data.LabelEnds.Span[sample])));
        var earlier = request.BeforeTest?.Invoke(Stretch(from, to), trials) ?? [];
        var results = Read(judged, baseline);
        chosen = results.First(one => one.Name == chosen.Name);
        double[] ratios = [.. tried.SelectMany(one => one.TrialRatios.IsEmpty ? [one.ValidationSignal!.Sharpe] : one.TrialRatios).Where(double.IsFinite)];
        var deflated = Deflated(chosen.TestSignal!, trials + earlier.Sum(read => read.Trials), ratios);
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
            Trials = trials + earlier.Sum(read => read.Trials),
            Deflated = deflated,
            Leading = leading.Name,
            Verdict = MarketVerdict.Of(chosen, baseline.Name, leading),
        };
    }

    /// <summary>What is left of a signal when one knows how many were measured on the same test part, in earlier trainings too.</summary>
    private static DeflatedSignal Deflated(SignalFigures signal, int trials, double[] ratios)
    {
        // Of earlier trainings, and of one model, no ratios are known: those of signals without skill vary as the length of the record says.
        var variance = ratios.Length > 1 ? Variance(ratios) : 1.0 / Math.Max(1, signal.Returns.Length - 1);
        return new DeflatedSignal(signal.Sharpe, ExpectedMaximumSharpe.Compute(trials, variance), DeflatedSharpeRatio.Compute(signal.Returns, trials, variance));
    }

    private static bool IsBaseline(ModelDescriptor model) => model.Name.StartsWith("baseline-", StringComparison.Ordinal);

    /// <summary>The model to keep says how far outcomes lay from its values, where it gives values.</summary>
    private void AddRange(MarketModelResult chosen)
    {
        if (data.Label.Task != LearningTask.Regression || chosen.Model.Card.Output != ModelOutput.Usual || ResidualRange.Of(chosen.OutOfFold, before.Targets) is not { } range) return;
        (chosen.Model.Card.Market["residualLow"], chosen.Model.Card.Market["residualHigh"]) = (range.Low, range.High);
    }

    private IEnumerable<ModelSetting> Baselines() =>
        ModelCatalog.All.Where(model => IsBaseline(model) && model.Tasks.Contains(data.Label.Task)).Select(kind => new ModelSetting(kind, []));

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
        setting = OverTheLabel(setting);
        var search = isBaseline || request.Search is null ? null : Search(setting, request.Search, folds);
        setting = search?.Best ?? setting;
        var (parts, scores, seconds) = InFolds(setting, folds);
        var together = Together(parts, 0);
        var longest = setting.StopsEarly ? setting.WithSteps(Math.Max(1, (int)Math.Round(scores.Average(score => score.Steps)))) : setting;
        var (final, curve, took) = fit.Train(longest, development, [], at => request.Progress?.Invoke(setting.Model.Name, 0, folds.Count, at));
        var calibration = isBaseline || fit.PreparationOf(setting).Calibration is not { } kind ? null
            : CalibrationFit.Of(kind, new ScoredSamples { Task = data.Label.Task, Classes = data.Label.Classes, Targets = before.Targets, Outputs = together }, data.Label.Horizon);
        together = calibration?.OutOfFold ?? together;
        return new MarketModelResult
        {
            Name = setting.Model.Name,
            IsBaseline = isBaseline,
            Model = calibration is null ? final : final.With(calibration.Calibrator),
            Calibration = calibration?.Figures,
            Trials = search?.SettingsTried ?? 1,
            Search = search,
            TrialRatios = search?.Ratios ?? [],
            Folds = [.. scores],
            Validation = Score(together, GivesPositions(setting)),
            ValidationPaths = Paths(parts) is > 1 and var paths ? [.. Enumerable.Range(0, paths).Select(path => Value(Together(parts, path), GivesPositions(setting)))] : [],
            ValidationSignal = Signal(together, before, GivesPositions(setting)),
            OutOfFold = together,
            TestPredictions = [],
            Curve = [.. curve],
            TrainSeconds = seconds + took + (search?.Seconds ?? 0),
        };
    }

    /// <summary>Searches settings by what they do in the folds.</summary>
    private SearchResult Search(ModelSetting setting, SearchRequest how, IReadOnlyList<Fold> folds)
    {
        // Each training runs on one thread, and they run side by side.
        var alone = new MarketFit(request with { Fit = request.Fit with { Threads = 1 } });
        return new SettingSearch(setting, how, leading, request.Fit, About(setting)).Run(Judged, ended => request.Progress?.Invoke($"{setting.Model.Name}, settings", ended, Math.Max(how.Trials, ended), default));

        TrialFigures Judged(TrialTask task)
        {
            var parts = new FoldPredictions[folds.Count];
            if (task.IsEnough is null) SideBySide.Run(parts.Length, task.Threads, i => parts[i] = InFold(alone, task.Setting, folds[i], task, null));
            for (var i = 0; i < parts.Length && task.IsEnough is not null; i++)
            {
                parts[i] = InFold(alone, task.Setting, folds[i], task, null);
                if (i + 1 < parts.Length && task.IsEnough(i + 1, OverPaths(parts[..(i + 1)], GivesPositions(setting)))) return Figures(parts[..(i + 1)], true);
            }
            return Figures(parts, false);
        }

        TrialFigures Figures(FoldPredictions[] parts, bool isStopped)
        {
            return new TrialFigures(OverPaths(parts, GivesPositions(setting)), Signal(Together(parts, 0), before, GivesPositions(setting)).Sharpe, parts.Sum(part => part.Seconds), isStopped);
        }
    }

    private double Value(double[] together, bool isOfPositions) => Score(together, isOfPositions)?[leading.Name] ?? double.NaN;

    private double OverPaths(FoldPredictions[] parts, bool isOfPositions) => Enumerable.Range(0, Math.Max(1, Paths(parts))).Average(path => Value(Together(parts, path), isOfPositions));

    /// <summary>The same looking as far ahead as the label does, where it has such a setting and nothing was said.</summary>
    private ModelSetting OverTheLabel(ModelSetting setting) => setting.Model.Parameters.Any(one => one.Name == "horizon")
        ? setting.With([new("horizon", data.Label.Horizon.ToString(System.Globalization.CultureInfo.InvariantCulture))]) : setting;

    /// <summary>What the result of a search depends on besides its own settings.</summary>
    private JsonObject About(ModelSetting setting) => new()
    {
        ["data"] = data.Data.Hash,
        ["features"] = data.Specification.Hash,
        ["label"] = data.Label.Text,
        ["samples"] = development.Length,
        ["splits"] = request.Splitter.Text,
        ["settings"] = new JsonObject(setting.Given.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["weights"] = data.Weights.IsEmpty ? "equal" : $"{data.Weighting} {Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(data.Weights.Span)))}",
        ["watch"] = request.WatchShare.ToString("R", CultureInfo.InvariantCulture),
        ["cost"] = request.CostRate.ToString("R", CultureInfo.InvariantCulture),
        ["preparation"] = request.Preparation.StepsFor(setting.Model).Text,
        ["selection"] = request.Preparation.Selection?.Text ?? "none",
        ["prunes"] = request.Search!.Prunes,
    };

    /// <summary>What models that did not learn from them say of the moments of each fold.</summary>
    private (FoldPredictions[] Parts, List<FoldScore> Scores, double Seconds) InFolds(ModelSetting setting, IReadOnlyList<Fold> folds)
    {
        var parts = folds.Select(fold => InFold(fit, setting, fold, null, at => request.Progress?.Invoke(setting.Model.Name, fold.Number + 1, folds.Count, at))).ToArray();
        return (parts, [.. parts.Select(part => part.Score)], parts.Sum(part => part.Seconds));
    }

    /// <summary>
    /// One prediction for each moment: that of the fold which judges it first, second and so on. Where folds judge a moment several times each makes a
    /// path of its own; their mean would be the forecast of several models, of which one is kept.
    /// </summary>
    private double[] Together(FoldPredictions[] parts, int path)
    {
        var (together, seen) = (new double[before.Count * outputs], new int[before.Count]);
        Array.Fill(together, double.NaN);
        foreach (var part in parts)
            for (var i = 0; i < part.Moments.Length; i++)
            {
                if (double.IsNaN(part.Predictions[i * outputs]) || seen[part.Moments[i]]++ > path) continue;
                part.Predictions.AsSpan(i * outputs, outputs).CopyTo(together.AsSpan(part.Moments[i] * outputs));
            }
        return together;
    }

    /// <summary>How often moments are judged: whole paths that can be put together of the folds.</summary>
    private int Paths(FoldPredictions[] parts)
    {
        var seen = new int[before.Count];
        foreach (var part in parts)
            for (var i = 0; i < part.Moments.Length; i++)
                if (!double.IsNaN(part.Predictions[i * outputs])) seen[part.Moments[i]]++;
        return seen.Where(count => count > 0).DefaultIfEmpty(0).Min();
    }

    /// <summary>What a model says in a fold.</summary>
    /// <param name="by">Trains it.</param>
    /// <param name="setting">The model.</param>
    /// <param name="fold">The fold.</param>
    /// <param name="task">What share of the samples it learns from; null for all.</param>
    /// <param name="tell">Takes progress.</param>
    private FoldPredictions InFold(MarketFit by, ModelSetting setting, Fold fold, TrialTask? task, Action<TrainingProgress>? tell)
    {
        request.Fit.Cancellation.ThrowIfCancellationRequested();
        var watching = setting.StopsEarly && fold.Validation.IsEmpty ? fold.WithValidation(data.Spans.Take(development), request.WatchShare) : fold;
        var learnt = task is null ? watching.Train.Span : task.Spread(watching.Train.Span);
        var (model, curve, took) = by.Train(setting, Samples(learnt), Samples(watching.Validation.Span), tell ?? (_ => { }));
        var moments = before.WithFollowers(fold.Test.Span);
        var predictions = FirstOutputs(by.Predict(model, Array.ConvertAll(moments, moment => before.Rows[moment])), model.Outputs, outputs);
        var judgedOn = Samples(fold.Test.Span);
        var steps = curve.Where(at => double.IsFinite(at.ValidationLoss)).ToArray() is { Length: > 0 } watched ? watched.MinBy(at => at.ValidationLoss).Step : curve.Count;
        var score = PredictionScores.Of(data.Label.Task, Array.ConvertAll(moments, moment => before.Targets[moment]), predictions, outputs);
        if (byEarnings) score = score?.WithSharpe(SignalFigures.Of(data.Label, predictions, outputs, Array.ConvertAll(moments, moment => before.NextReturns[moment]), request.CostRate, GivesPositions(model)).Sharpe, GivesPositions(model));
        var (from, to) = (new Instant(data.Spans.Starts[judgedOn[0]]), new Instant(data.LabelEnds.Span[judgedOn[^1]]));
        return new FoldPredictions(moments, predictions, new FoldScore(fold.Number + 1, from, to, learnt.Length, score, steps, curve) { Selected = model.Selected }, took);
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
            Validation = Score(together, isOfPositions: false),
            ValidationSignal = Signal(together, before, isOfPositions: false),
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
        var all = judged.Select((one, i) => one with { TestPredictions = last.OfSamples(followed[i], outputs), TestSignal = Signal(followed[i], last, GivesPositions(one.Model)) }).ToArray();
        var floor = Scored(all.First(one => one.Name == baseline.Name));
        return [.. all.Select(one => one with
        {
            Test = WithEarnings(PredictionScores.Of(data.Label.Task, targets, one.TestPredictions, outputs), one.TestSignal!, GivesPositions(one.Model)),
            TestInterval = MetricInterval.Compute(Scored(one), leading, Bootstrap()),
            OverBaseline = one.Name == baseline.Name ? null : leading.IsHigherBetter ? MetricInterval.Difference(Scored(one), floor, leading, Bootstrap()) : MetricInterval.Difference(floor, Scored(one), leading, Bootstrap()),
            Calibration = Measured(one),
        })];

        CalibrationFigures? Measured(MarketModelResult one) =>
            one.Calibration is not { } figures ? null : figures with { TestBefore = Reliable(last.OfSamples(fit.Predict(one.Model.With(null), last.Rows), outputs)), TestAfter = Reliable(one.TestPredictions) };

        Reliability? Reliable(double[] predictions) => Reliability.Of(data.Label.Task, targets, predictions, outputs);

        ScoredSamples Scored(MarketModelResult one) => byEarnings ? new() { Task = data.Label.Task, Targets = last.NextReturns, Outputs = one.TestSignal!.Returns } : new() { Task = data.Label.Task, Classes = data.Label.Classes, Targets = targets, Outputs = one.TestPredictions };
    }

    private PredictionScores? Score(double[] predictions, bool isOfPositions) =>
        WithEarnings(PredictionScores.Of(data.Label.Task, before.Targets, predictions, outputs), Signal(predictions, before, isOfPositions), isOfPositions);

    /// <summary>Where one of the models gives positions all are judged by what following them earns.</summary>
    private PredictionScores? WithEarnings(PredictionScores? scores, SignalFigures signal, bool isOfPositions) => byEarnings ? scores?.WithSharpe(signal.Sharpe, isOfPositions) : scores;

    private SignalFigures Signal(double[] predictions, MarketMoments moments, bool isOfPositions) =>
        SignalFigures.Of(data.Label, predictions, outputs, moments.NextReturns, request.CostRate, isOfPositions);

    private BootstrapOptions Bootstrap() => new() { Seed = request.Fit.Seed, Resamples = 500, BlockLength = Math.Max(data.Label.Horizon, BlockBootstrap.UsualLength(test.Length)) };

    private MarketModelResult Best(IEnumerable<MarketModelResult> of) => of.Aggregate((best, one) => leading.IsBetter(Lead(one), Lead(best)) ? one : best);

    private double Lead(MarketModelResult one) => one.ValidationPaths.IsEmpty ? one.Validation?[leading.Name] ?? double.NaN : one.ValidationPaths.Average();

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
