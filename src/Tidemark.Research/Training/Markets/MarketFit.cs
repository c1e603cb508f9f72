using System.Diagnostics;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;

namespace Tidemark.Research.Training.Markets;

/// <summary>Trains one model on some samples of a market; preparation is learnt from those and no others.</summary>
internal sealed class MarketFit(MarketTrainingRequest request)
{
    private readonly SelectionCache selections = new(request.Preparation.Selection, request.Fit);
    private readonly Dataset data = request.Data;
    private readonly string dataHash = request.Data.Data.Hash;
    private readonly TargetEncoding target = new(request.Data.Label.Task, [.. request.Data.Label.ClassNames]);

    /// <param name="setting">The model.</param>
    /// <param name="learnt">Numbers of the samples to learn from.</param>
    /// <param name="watched">Numbers of the samples to stop by; may be empty.</param>
    /// <param name="tell">Takes progress.</param>
    /// <exception cref="BadInputException">The model cannot learn from them.</exception>
    public (TrainedModel Model, List<TrainingProgress> Curve, double Seconds) Train(ModelSetting setting, ReadOnlySpan<int> learnt, ReadOnlySpan<int> watched, Action<TrainingProgress> tell)
    {
        var (parameters, estimator) = setting.Create();
        var pipeline = PreparationOf(setting).For(setting.Model, estimator, data.Label.Horizon);
        var curve = new List<TrainingProgress>();
        var (train, validation) = (Set(learnt), watched.IsEmpty ? null : Set(watched));
        var started = Stopwatch.GetTimestamp();
        PreparedModel fitted;
        try
        {
            var prepared = selections.Prepare(pipeline, setting, parameters, train, validation, estimator.Window);
            started = Stopwatch.GetTimestamp();
            fitted = prepared.Fit(estimator, request.Fit with
            {
                Progress = progress =>
                {
                    curve.Add(progress);
                    tell(progress);
                },
            });
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{setting.Model.Name}: {problem.Message}", problem);
        }
        catch (ArithmeticException problem)
        {
            throw new ArithmeticException($"{setting.Model.Name}: {problem.Message}", problem);
        }
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (new TrainedModel(fitted, Card(setting, parameters, learnt)), curve, seconds);

        TrainingSet Set(ReadOnlySpan<int> samples) => new()
        {
            Features = data.Features,
            Columns = data.Columns,
            Rows = RowsOf(samples),
            Targets = Take(data.Targets, samples),
            Weights = data.Weights.IsEmpty ? default : Take(data.Weights, samples),
            Task = data.Label.Task,
            Classes = data.Label.Classes,
        };
    }

    /// <summary>Predictions for rows, which increase; NaN for those whose window begins before the first one.</summary>
    public double[] Predict(TrainedModel model, int[] rows)
    {
        var early = rows.Count(row => row < model.Window - 1);
        var outputs = new double[rows.Length * model.Outputs];
        outputs.AsSpan(0, early * model.Outputs).Fill(double.NaN);
        if (early < rows.Length) model.Predict(data.Features, rows.AsSpan(early), outputs.AsSpan(early * model.Outputs));
        return outputs;
    }

    /// <summary>What is done around a model: its own, or what is asked for all.</summary>
    public PreparationRequest PreparationOf(ModelSetting setting) => setting.Preparation ?? request.Preparation;

    /// <summary>When the last label is known; labels do not end in the order in which they begin.</summary>
    private Instant LastEnd(ReadOnlySpan<int> samples)
    {
        var last = long.MinValue;
        foreach (var sample in samples) last = Math.Max(last, data.LabelEnds.Span[sample]);
        return new Instant(last);
    }

    public static double[] Take(ReadOnlyMemory<double> values, ReadOnlySpan<int> samples)
    {
        var taken = new double[samples.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values.Span[samples[i]];
        return taken;
    }

    private int[] RowsOf(ReadOnlySpan<int> samples)
    {
        var rows = new int[samples.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = data.SampleRows.Span[samples[i]];
        return rows;
    }

    private ModelCard Card(ModelSetting setting, HyperParameters parameters, ReadOnlySpan<int> learnt) => new()
    {
        Kind = setting.Model.Name,
        Columns = data.Columns,
        Label = data.Label.Text,
        Target = target,
        Preparation = PreparationOf(setting).StepsFor(setting.Model).Text,
        Selection = PreparationRequest.LeavesAlone(setting.Model) ? null : PreparationOf(setting).Selection?.Text,
        Parameters = [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))],
        Seed = request.Fit.Seed,
        Threads = request.Fit.Threads,
        DataHash = dataHash,
        Samples = learnt.Length,
        Build = request.Build,
        Market = Market(learnt),
    };

    /// <summary>What a session needs to feed the model: how features come from a market, and what the outputs mean.</summary>
    private JsonObject Market(ReadOnlySpan<int> learnt)
    {
        var market = new JsonObject
        {
            ["instrument"] = data.Data.Instrument?.ToString() ?? "",
            ["interval"] = data.Data.Bars.Interval.ToString(),
            ["features"] = data.Specification.List.ToString(),
            ["label"] = data.Label.Text,
            ["horizon"] = data.Label.Horizon,
            ["trainedFrom"] = new Instant(data.KnownAt.Span[data.SampleRows.Span[learnt[0]]]).ToString(),
            ["trainedTo"] = LastEnd(learnt).ToString(),
            ["featureNames"] = data.Specification.Name,
            ["featureHash"] = data.Specification.Hash,
            ["splits"] = request.Splitter.Text,
        };
        if (data.Weighting != WeightKind.Equal) market["weights"] = data.Weighting.ToString().ToLowerInvariant();
        if (data.Label.Task != LearningTask.Regression) return market;
        var targets = Take(data.Targets, learnt);
        var mean = targets.Average();
        market["scale"] = Math.Sqrt(targets.Sum(value => (value - mean) * (value - mean)) / targets.Length);
        return market;
    }
}
