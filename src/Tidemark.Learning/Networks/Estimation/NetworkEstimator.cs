using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Networks.Training;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>A network with its settings, before it has learnt.</summary>
internal sealed class NetworkEstimator : IEstimator
{
    private readonly NetworkForm form;
    private readonly HyperParameters parameters;

    /// <exception cref="ArgumentException">The settings do not go together.</exception>
    public NetworkEstimator(NetworkForm form, HyperParameters parameters)
    {
        (this.form, this.parameters) = (form, parameters);
        form.Build(parameters, new NetworkShape(parameters.Integer("window"), 1, 1, false));
    }

    /// <inheritdoc/>
    public int Window => parameters.Integer("window");

    /// <inheritdoc/>
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var window = parameters.Integer("window");
        var (loss, kind) = NetworkTarget.Choose(parameters, train.Task);
        if (train.Task != LearningTask.Regression && train.Classes < 2) throw new ArgumentException($"{form.Name} learns at least two classes, not {train.Classes}");
        var target = TargetOf(train, kind);
        var (learnt, watched) = (WindowsOf(train, window, target), validation is null ? null : WindowsOf(validation, window, target));
        if (learnt.Count == 0) throw new ArgumentException($"{form.Name} reads windows of {window} rows; none of the {train.Count} samples has so many rows up to its own, and a weight above zero");
        var shape = new NetworkShape(window, train.Features.Columns, target.HeadOutputs, target.IsBounded);
        var scale = target.LossScale(loss);
        var told = context with { Progress = context.Progress is { } tell ? progress => tell(progress with { TrainLoss = progress.TrainLoss * scale, ValidationLoss = progress.ValidationLoss * scale }) : null };
        var trainer = new NetworkTrainer(() => form.Build(parameters, shape), loss, Optimise, Options(loss, scale), told);
        var outcome = trainer.Train(learnt, watched);
        return new NetworkModel(form, parameters, shape, target, (WindowNetwork)outcome.Network, outcome.BestEpoch);
    }

    private Optimiser Optimise(IReadOnlyList<NamedTensor> weights)
    {
        var (rate, decay, epsilon) = (parameters.Number("learningRate"), parameters.Number("weightDecay"), parameters.Number("epsilon"));
        var adam = new AdamOptions { Beta1 = parameters.Number("beta1"), Beta2 = parameters.Number("beta2"), Epsilon = epsilon, WeightDecay = decay };
        return parameters.Text("optimiser") switch
        {
            "adamw" => new Adam(weights, rate, adam with { IsDecoupled = true }),
            "sgd" => new StochasticGradientDescent(weights, rate, parameters.Number("momentum"), weightDecay: decay),
            "rmsprop" => new RootMeanSquarePropagation(weights, rate, new RootMeanSquareOptions { WeightDecay = decay, Epsilon = epsilon }),
            _ => new Adam(weights, rate, adam),
        };
    }

    private TrainerOptions Options(Loss loss, double lossScale) => new()
    {
        Settings = $"{form.Name}|{string.Join('|', parameters.Parameters.Select(one => $"{one.Name}={parameters.Text(one.Name)}"))}",
        Epochs = parameters.Integer("epochs"),
        BatchSize = parameters.Integer("batchSize"),
        LearningRate = parameters.Number("learningRate"),
        Schedule = parameters.Text("schedule") switch
        {
            "cosine" => RateSchedule.Cosine,
            "one-cycle" => RateSchedule.OneCycle,
            "step" => RateSchedule.Step,
            "plateau" => RateSchedule.Plateau,
            _ => RateSchedule.Constant,
        },
        WarmUpEpochs = parameters.Integer("warmUpEpochs"),
        GradientClip = parameters.Number("gradientClip"),
        Patience = parameters.Integer("patience"),
        MinimumImprovement = parameters.Number("minimumImprovement") / lossScale,
        IsShuffled = loss is not SharpeLoss,
    };

    private NetworkTarget TargetOf(TrainingSet train, NetworkTargetKind kind)
    {
        var target = new NetworkTarget { Task = train.Task, Kind = kind, Classes = train.Classes };
        if (kind is not (NetworkTargetKind.Value or NetworkTargetKind.Quantiles) || !parameters.Switch("scaleTarget")) return target;
        var targets = train.Targets.Span;
        var weights = train.Weights.Span;
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < targets.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * targets[i];
            total += weight;
        }
        var (mean, square) = (total > 0 ? sum / total : 0, 0.0);
        for (var i = 0; i < targets.Length; i++) square += (weights.IsEmpty ? 1 : weights[i]) * (targets[i] - mean) * (targets[i] - mean);
        var scale = total > 0 ? Math.Sqrt(square / total) : 0;
        // Targets that are all the same have no deviation; they are learnt by the mean alone.
        return target with { Mean = mean, Scale = scale > 0 && double.IsFinite(scale) ? scale : 1 };
    }

    private TrainingWindows WindowsOf(TrainingSet set, int window, NetworkTarget target)
    {
        var rows = set.Rows.Span;
        var targets = set.Targets.Span;
        var weights = set.Weights.Span;
        if (targets.Length != rows.Length || (!weights.IsEmpty && weights.Length != rows.Length)) throw new ArgumentException("targets, weights and rows of the samples are not as many");
        var prepared = target.Prepare(targets);
        var (keptRows, keptTargets, keptWeights) = (new List<int>(rows.Length), new List<float>(rows.Length), new List<float>());
        var complete = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < window - 1 || (!weights.IsEmpty && weights[i] == 0)) continue;
            if (!weights.IsEmpty && !(weights[i] > 0 && double.IsFinite(weights[i]))) throw new ArgumentException($"the weight of row {rows[i]} is {weights[i]}");
            if (!double.IsFinite(targets[i])) throw new ArgumentException($"the target of row {rows[i]} is {targets[i]}");
            complete = CheckRows(set, Math.Max(complete, rows[i] - window + 1), rows[i]);
            keptRows.Add(rows[i]);
            keptTargets.Add(prepared[i]);
            if (!weights.IsEmpty) keptWeights.Add((float)weights[i]);
        }
        return new TrainingWindows(set.Features, window, [.. keptRows], [.. keptTargets], [.. keptWeights]);
    }

    /// <summary>Looks for missing values in some rows.</summary>
    /// <returns>The first row that was not looked at.</returns>
    private int CheckRows(TrainingSet set, int first, int last)
    {
        var width = set.Features.Columns;
        for (var row = first; row <= last; row++)
        {
            var values = set.Features.Read(row, 1);
            for (var column = 0; column < width; column++)
                if (!float.IsFinite(values[column])) throw new ArgumentException($"'{NameOf(set, column)}' is {(float.IsNaN(values[column]) ? "missing" : "infinite")} in row {row}; {form.Name} takes no missing values: fill them or leave such rows out");
        }
        return Math.Max(first, last + 1);
    }

    private static string NameOf(TrainingSet set, int column) => column < set.Columns.Length ? set.Columns[column] : $"column {column}";
}
