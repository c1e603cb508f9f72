using System.Diagnostics;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Validation;
using Tidemark.Research.Training.Markets;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Research.Training.Searching;

/// <summary>A search of the settings of a model by what it does in folds of a table; the table it is tested on is never looked at.</summary>
public sealed class TableSearch
{
    /// <summary>The share of the training rows of a fold, the last ones, by which models stop early.</summary>
    private const double WatchShare = 0.15;

    private readonly TableTrainingRequest request;
    private readonly LearningTable table;
    private readonly TargetEncoding target;
    private readonly double[] targets;
    private readonly int[] samples;
    private readonly SampleSpans spans;
    private readonly IReadOnlyList<Fold> folds;
    private readonly Metric metric;
    private readonly int outputs;

    private TableSearch(TableTrainingRequest request, ISplitter splitter)
    {
        this.request = request;
        table = TableFile.Read(request.Path, request.Columns, null, request.Fit.Cancellation);
        var labels = table.Labels ?? throw new BadInputException("--label: name the column to predict");
        target = TableTraining.Target(request, labels, []);
        targets = target.Encode(request.Path, labels);
        samples = labels.KnownRows();
        spans = new SampleSpans(Array.ConvertAll(samples, row => (long)row), Array.ConvertAll(samples, row => (long)row + request.Gap));
        metric = MetricCatalog.Of(target.Task)[0];
        outputs = target.Task == LearningTask.MultiClass ? target.Classes.Length : 1;
        try
        {
            folds = splitter.Split(spans);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"--splits {splitter.Text}: {problem.Message}", problem);
        }
        if (folds.Any(fold => fold.Test.Length == 0)) throw new BadInputException($"--splits {splitter.Text}: a fold has nothing to be judged on; leave its test part above zero");
    }

    /// <summary>Searches.</summary>
    /// <param name="request">The table and the model with the settings that stay.</param>
    /// <param name="search">How to search.</param>
    /// <param name="splitter">The folds; labels look <see cref="TableTrainingRequest.Gap"/> rows ahead.</param>
    /// <param name="told">Told how many trials have ended.</param>
    /// <exception cref="BadInputException">Table, settings, folds and model do not go together; the message says what.</exception>
    public static SearchResult Run(TableTrainingRequest request, SearchRequest search, ISplitter splitter, Action<int>? told)
    {
        var one = new TableSearch(request, splitter);
        return new SettingSearch(new ModelSetting(request.Model, request.Parameters), search, one.metric, request.Fit, one.About(search, splitter)).Run(one.Judge, told);
    }

    private JsonObject About(SearchRequest search, ISplitter splitter) => new()
    {
        ["data"] = table.DataHash,
        ["label"] = request.Columns.Label,
        ["columns"] = new JsonArray([.. table.Columns.Select(name => (JsonNode)name)]),
        ["weight"] = request.Columns.Weight ?? "",
        ["task"] = target.Task.ToString(),
        ["splits"] = splitter.Text,
        ["gap"] = request.Gap,
        ["settings"] = new JsonObject(request.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["preparation"] = $"{request.Preparation.StepsFor(request.Model).Text} {request.Preparation.Selection?.Text}",
        ["prunes"] = search.Prunes,
    };

    private TrialFigures Judge(TrialTask task)
    {
        var (parts, seconds) = (new (int[] Places, double[] Predictions)[folds.Count], new double[folds.Count]);
        if (task.IsEnough is null) SideBySide.Run(folds.Count, task.Threads, i => (parts[i], seconds[i]) = InFold(task, folds[i]));
        for (var i = 0; i < folds.Count && task.IsEnough is not null; i++)
        {
            (parts[i], seconds[i]) = InFold(task, folds[i]);
            if (i + 1 < folds.Count && Value(parts[..(i + 1)]) is var soFar && task.IsEnough(i + 1, soFar)) return new TrialFigures(soFar, double.NaN, seconds.Sum(), true);
        }
        return new TrialFigures(Value(parts), double.NaN, seconds.Sum(), false);
    }

    private ((int[] Places, double[] Predictions) Part, double Seconds) InFold(TrialTask task, Fold fold)
    {
        request.Fit.Cancellation.ThrowIfCancellationRequested();
        try
        {
            var watching = task.Setting.StopsEarly && fold.Validation.IsEmpty ? fold.WithValidation(spans, request.Validation ?? WatchShare, request.Gap) : fold;
            var (_, estimator) = task.Setting.Create();
            var fit = request.Fit with { Threads = 1, Progress = null };
            var started = Stopwatch.GetTimestamp();
            var model = request.Preparation.For(request.Model, estimator, request.Gap)
                .Prepare(Set(task.Spread(watching.Train.Span)), watching.Validation.IsEmpty ? null : Set(watching.Validation.Span), estimator.Window, fit).Fit(estimator, fit);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            int[] places = [.. fold.Test.ToArray().Where(place => samples[place] >= model.Window - 1)];
            var all = new double[places.Length * model.Outputs];
            model.Predict(table.Features, Array.ConvertAll(places, place => samples[place]), all);
            // Models of quantiles give a low and a high value behind the one that is judged.
            var predictions = new double[places.Length * outputs];
            for (var i = 0; i < places.Length; i++) all.AsSpan(i * model.Outputs, outputs).CopyTo(predictions.AsSpan(i * outputs));
            return ((places, predictions), seconds);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{request.Path}: {request.Model.Name} cannot learn from it: {problem.Message}", problem);
        }
    }

    /// <summary>The figure over all rows that were judged; one that several folds judge has the mean of its predictions.</summary>
    private double Value((int[] Places, double[] Predictions)[] parts)
    {
        var (sums, counts) = (new double[samples.Length * outputs], new int[samples.Length]);
        foreach (var (places, predictions) in parts)
            for (var i = 0; i < places.Length; i++)
            {
                if (double.IsNaN(predictions[i * outputs])) continue;
                counts[places[i]]++;
                for (var k = 0; k < outputs; k++) sums[places[i] * outputs + k] += predictions[i * outputs + k];
            }
        for (var i = 0; i < sums.Length; i++) sums[i] = counts[i / outputs] > 0 ? sums[i] / counts[i / outputs] : double.NaN;
        var weights = table.Weights.IsEmpty ? [] : Array.ConvertAll(samples, row => table.Weights.Span[row]);
        return PredictionScores.Of(target.Task, Array.ConvertAll(samples, row => targets[row]), sums, outputs, weights)?[metric.Name] ?? double.NaN;
    }

    private TrainingSet Set(ReadOnlySpan<int> places)
    {
        var rows = new int[places.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = samples[places[i]];
        return new TrainingSet
        {
            Features = table.Features,
            Columns = table.Columns,
            Rows = rows,
            Targets = Array.ConvertAll(rows, row => targets[row]),
            Weights = table.Weights.IsEmpty ? default : Array.ConvertAll(rows, row => table.Weights.Span[row]),
            Task = target.Task,
            Classes = target.Classes.Length,
        };
    }
}
