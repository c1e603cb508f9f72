using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees;

/// <summary>The samples of a training as trees read them: checked, with targets and weights as <c>float</c>.</summary>
internal sealed class Samples
{
    private readonly IFeatureSource features;
    private readonly ReadOnlyMemory<int> rows;

    private Samples(TrainingSet set)
    {
        features = set.Features;
        rows = set.Rows;
        Targets = new double[set.Count];
        set.Targets.Span.CopyTo(Targets);
        Weights = new float[set.Count];
        Weights.AsSpan().Fill(1);
        if (!set.Weights.IsEmpty)
            for (var i = 0; i < Weights.Length; i++) Weights[i] = (float)set.Weights.Span[i];
        Outputs = set.Outputs;
        Task = set.Task;
        Classes = set.Classes;
    }

    public int Count => rows.Length;

    public int Columns => features.Columns;

    public int Outputs { get; }

    public int Classes { get; }

    public LearningTask Task { get; }

    public double[] Targets { get; }

    public float[] Weights { get; }

    public ReadOnlySpan<float> Row(int sample) => features.Read(rows.Span[sample], 1);

    /// <summary>One feature of all samples.</summary>
    public void Column(int feature, Span<float> values) => Column(feature, 0, values);

    /// <summary>One feature of some samples that follow each other.</summary>
    public void Column(int feature, int first, Span<float> values)
    {
        var numbers = rows.Span.Slice(first, values.Length);
        for (var i = 0; i < numbers.Length; i++) values[i] = features.Read(numbers[i], 1)[feature];
    }

    /// <exception cref="ArgumentException">Trees cannot learn from the set; the message says why.</exception>
    public static Samples Of(TrainingSet set, bool isValidation = false)
    {
        if (set.Count == 0) throw new ArgumentException("there are no samples to learn from");
        if (set.Targets.Length != set.Count) throw new ArgumentException($"{set.Targets.Length} targets are not one for each of {set.Count} samples");
        if (!set.Weights.IsEmpty && set.Weights.Length != set.Count) throw new ArgumentException($"{set.Weights.Length} weights are not one for each of {set.Count} samples");
        CheckTargets(set, isValidation);
        CheckWeights(set);
        CheckFeatures(set);
        return new Samples(set);
    }

    private static void CheckTargets(TrainingSet set, bool isValidation)
    {
        var targets = set.Targets.Span;
        for (var i = 0; i < targets.Length; i++)
        {
            if (!float.IsFinite((float)targets[i])) throw new ArgumentException($"the target of sample {i} is {targets[i]}");
            if (set.Task != LearningTask.Regression && (targets[i] != Math.Floor(targets[i]) || targets[i] < 0 || targets[i] >= set.Classes))
                throw new ArgumentException($"the target of sample {i} is {targets[i]}, not a class from 0 to {set.Classes - 1}");
        }
        if (set.Task == LearningTask.Regression || isValidation) return;
        var first = targets[0];
        if (targets.IndexOfAnyExcept(first) < 0) throw new ArgumentException($"all samples are of class {first}");
    }

    private static void CheckWeights(TrainingSet set)
    {
        var sum = 0.0;
        for (var i = 0; i < set.Weights.Length; i++)
        {
            var weight = set.Weights.Span[i];
            if (!(weight >= 0) || !float.IsFinite((float)weight)) throw new ArgumentException($"the weight of sample {i} is {weight}");
            sum += weight;
        }
        if (!set.Weights.IsEmpty && sum == 0) throw new ArgumentException("all weights are zero");
    }

    private static void CheckFeatures(TrainingSet set)
    {
        foreach (var row in set.Rows.Span)
        {
            var values = set.Features.Read(row, 1);
            for (var column = 0; column < values.Length; column++)
                if (float.IsInfinity(values[column]))
                    throw new ArgumentException($"feature {(column < set.Columns.Length ? set.Columns[column] : column)} of row {row} is infinite; trees take finite and missing values");
        }
    }
}
