using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Losses;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>
/// What the numbers of a network's head mean, and how targets become numbers to learn. Targets of regression are brought to mean 0 and deviation 1 of the
/// samples learnt from, for a network that starts near 0 would spend its first epochs on their size: returns of a thousandth would be lost beside
/// the noise of its first weights. Predictions are brought back.
/// </summary>
internal sealed record NetworkTarget
{
    private const double Middle = 0.5;

    public required LearningTask Task { get; init; }

    public required NetworkTargetKind Kind { get; init; }

    public int Classes { get; init; }

    /// <summary>What is taken off a target.</summary>
    public double Mean { get; init; }

    /// <summary>What it is then divided by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Numbers of the head.</summary>
    public int HeadOutputs => Kind switch
    {
        NetworkTargetKind.Classes => Classes,
        NetworkTargetKind.Quantiles => 3,
        _ => 1,
    };

    /// <summary>Numbers of a prediction.</summary>
    public int Outputs => HeadOutputs;

    public bool IsBounded => Kind == NetworkTargetKind.Position;

    /// <summary>What a loss on prepared targets is multiplied by to be the loss on the targets themselves.</summary>
    public double LossScale(Loss loss) => loss switch
    {
        MeanSquaredLoss or HuberLoss => Scale * Scale,
        MeanAbsoluteLoss or QuantileLoss => Scale,
        _ => 1,
    };

    /// <summary>Prepares the targets of samples.</summary>
    public float[] Prepare(ReadOnlySpan<double> targets)
    {
        var prepared = new float[targets.Length];
        for (var i = 0; i < prepared.Length; i++) prepared[i] = (float)((targets[i] - Mean) / Scale);
        return prepared;
    }

    /// <summary>Makes a prediction of the numbers of the head.</summary>
    public void Finish(ReadOnlySpan<float> head, Span<double> outputs)
    {
        switch (Kind)
        {
            case NetworkTargetKind.Logit:
                outputs[0] = 1 / (1 + Math.Exp(-(double)head[0]));
                break;
            case NetworkTargetKind.Classes:
                Softmax(head, outputs);
                break;
            case NetworkTargetKind.Quantiles:
                // Three lines learnt side by side may cross; in order they are never worse.
                var (low, middle, high) = (Math.Min(head[0], Math.Min(head[1], head[2])), Math.Max(Math.Min(head[0], head[1]), Math.Min(Math.Max(head[0], head[1]), head[2])), Math.Max(head[0], Math.Max(head[1], head[2])));
                (outputs[0], outputs[1], outputs[2]) = (Mean + Scale * middle, Mean + Scale * low, Mean + Scale * high);
                break;
            case NetworkTargetKind.Position:
                outputs[0] = Math.Clamp(head[0], -1, 1);
                break;
            default:
                outputs[0] = Mean + Scale * head[0];
                break;
        }
    }

    /// <summary>The loss that the settings ask for.</summary>
    /// <exception cref="ArgumentException">It does not go with the task.</exception>
    public static (Loss Loss, NetworkTargetKind Kind) Choose(HyperParameters parameters, LearningTask task)
    {
        var name = parameters.Text("loss");
        var isRegression = task == LearningTask.Regression;
        var isOfClasses = name is "cross-entropy" or "focal";
        if (name != "auto" && isOfClasses == isRegression)
            throw new ArgumentException($"the loss '{name}' is of {(isRegression ? "classes; values take mse, mae, huber, quantile or sharpe" : "values; classes take cross-entropy or focal")}");
        var plain = isRegression ? NetworkTargetKind.Value : task == LearningTask.Binary ? NetworkTargetKind.Logit : NetworkTargetKind.Classes;
        return name switch
        {
            "mae" => (new MeanAbsoluteLoss(), plain),
            "huber" => (new HuberLoss(parameters.Number("huberDelta")), plain),
            "quantile" => (new QuantileLoss(Levels(parameters)), NetworkTargetKind.Quantiles),
            "sharpe" => (new SharpeLoss(parameters.Number("turnoverCost")), NetworkTargetKind.Position),
            "focal" => (new FocalLoss(parameters.Number("focalGamma")), plain),
            _ when isRegression => (new MeanSquaredLoss(), plain),
            _ when task == LearningTask.Binary => (new BinaryCrossEntropyOfLogitsLoss(), plain),
            _ => (new CrossEntropyLoss(), plain),
        };
    }

    public JsonObject Save() => new() { ["task"] = Task.ToString(), ["kind"] = Kind.ToString(), ["classes"] = Classes, ["mean"] = Mean, ["scale"] = Scale };

    public static NetworkTarget Load(JsonObject json) => new()
    {
        Task = SavedName.Of<LearningTask>(json["task"]),
        Kind = SavedName.Of<NetworkTargetKind>(json["kind"]),
        Classes = (int)json["classes"]!,
        Mean = (double)json["mean"]!,
        Scale = (double)json["scale"]!,
    };

    private static ImmutableArray<double> Levels(HyperParameters parameters)
    {
        var (low, high) = (parameters.Number("quantileLow"), parameters.Number("quantileHigh"));
        if (!(low < Middle && high > Middle))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"quantileLow {low} and quantileHigh {high} do not lie on both sides of the median"));
        return [low, Middle, high];
    }

    private static void Softmax(ReadOnlySpan<float> head, Span<double> outputs)
    {
        var (most, sum) = (double.NegativeInfinity, 0.0);
        foreach (var logit in head) most = Math.Max(most, logit);
        for (var i = 0; i < head.Length; i++) sum += outputs[i] = Math.Exp(head[i] - most);
        for (var i = 0; i < head.Length; i++) outputs[i] /= sum;
    }
}
