using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Metrics;

/// <summary>What was predicted for samples and what happened.</summary>
public sealed record ScoredSamples
{
    /// <summary>What was predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>Number of classes: 2 for <see cref="LearningTask.Binary"/>, K for <see cref="LearningTask.MultiClass"/>, 0 for regression.</summary>
    public int Classes { get; init; }

    /// <summary>What happened: values, or numbers of classes.</summary>
    public required ReadOnlyMemory<double> Targets { get; init; }

    /// <summary>What a model gave: a value, the probability of class 1, or <c>[samples, classes]</c> probabilities.</summary>
    public required ReadOnlyMemory<double> Outputs { get; init; }

    /// <summary>The weight of each sample; empty for equal weights.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Number of samples.</summary>
    public int Count => Targets.Length;

    private int Width => Task == LearningTask.MultiClass ? Classes : 1;

    /// <summary>The samples at some places, each as often as it is named.</summary>
    public ScoredSamples Take(ReadOnlySpan<int> places)
    {
        var targets = new double[places.Length];
        var outputs = new double[places.Length * Width];
        var weights = new double[Weights.IsEmpty ? 0 : places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            targets[i] = Targets.Span[places[i]];
            Outputs.Span.Slice(places[i] * Width, Width).CopyTo(outputs.AsSpan(i * Width));
            if (weights.Length > 0) weights[i] = Weights.Span[places[i]];
        }
        return this with { Targets = targets, Outputs = outputs, Weights = weights };
    }

    /// <summary>The loss of each sample: squared error of a number, negative log likelihood of a class.</summary>
    /// <exception cref="ArgumentException">A target or output is not possible; the message names the place.</exception>
    public double[] Losses()
    {
        var losses = new double[Count];
        for (var i = 0; i < losses.Length; i++)
        {
            ReadOnlySpan<double> target = Targets.Span.Slice(i, 1), output = Outputs.Span.Slice(i * Width, Width);
            losses[i] = Task switch
            {
                LearningTask.Regression => (target[0] - output[0]) * (target[0] - output[0]),
                LearningTask.Binary => LogLoss.Binary(target, output),
                _ => LogLoss.MultiClass(target, output, Classes),
            };
            if (!double.IsFinite(losses[i])) throw new ArgumentException(FormattableString.Invariant($"sample {i + 1} has target {target[0]} and prediction {output[0]}; both must be finite"));
        }
        return losses;
    }
}
