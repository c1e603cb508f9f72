using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Ensembles;

/// <summary>Several fitted models that predict as one, and are saved as one.</summary>
public sealed class EnsembleModel : IFittedModel
{
    /// <summary>The kind under which it is saved.</summary>
    public const string Kind = "ensemble";

    private const int Version = 1;
    private readonly double[] weights;
    private readonly IFittedModel? meta;
    private readonly double[] each; // [models, outputs]
    private readonly double[] column;
    private readonly float[] metaInputs;

    /// <param name="models">The models; of one task, over the same columns.</param>
    /// <param name="rule">How they are combined.</param>
    /// <param name="weights">One a model for <see cref="EnsembleRule.Mean"/>, not negative; empty for equal weights.</param>
    /// <param name="meta">What <see cref="Stacking.Fit"/> gave, for <see cref="EnsembleRule.Stacking"/>.</param>
    /// <exception cref="ArgumentException">There are no models, they do not go together, or weights or meta model do not fit them.</exception>
    public EnsembleModel(IReadOnlyList<IFittedModel> models, EnsembleRule rule, IReadOnlyList<double>? weights = null, IFittedModel? meta = null)
    {
        if (models.Count == 0) throw new ArgumentException("an ensemble has at least one model");
        if (models.Any(model => model.Task != models[0].Task || model.Columns != models[0].Columns || model.Outputs != models[0].Outputs))
            throw new ArgumentException("the models of an ensemble predict the same from the same columns");
        if (weights is { Count: > 0 } && (weights.Count != models.Count || weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || weights.Sum() <= 0))
            throw new ArgumentException($"{models.Count} models need as many weights, none negative and not all zero");
        if (rule == EnsembleRule.Stacking && (meta is null || meta.Task != models[0].Task || meta.Outputs != models[0].Outputs || meta.Columns != Stacking.Width(models.Count, models[0].Outputs)))
            throw new ArgumentException("a stacked ensemble needs a meta model that learnt from these models");
        Models = models;
        Rule = rule;
        var sum = weights is { Count: > 0 } ? weights.Sum() : models.Count;
        this.weights = [.. Enumerable.Range(0, models.Count).Select(i => (weights is { Count: > 0 } ? weights[i] : 1) / sum)];
        this.meta = rule == EnsembleRule.Stacking ? meta : null;
        Window = models.Max(model => model.Window);
        each = new double[models.Count * Outputs];
        column = new double[models.Count];
        metaInputs = new float[this.meta?.Columns ?? 0];
    }

    /// <summary>Its models.</summary>
    public IReadOnlyList<IFittedModel> Models { get; }

    /// <summary>How they are combined.</summary>
    public EnsembleRule Rule { get; }

    /// <inheritdoc/>
    public LearningTask Task => Models[0].Task;

    /// <inheritdoc/>
    public int Columns => Models[0].Columns;

    /// <inheritdoc/>
    public int Window { get; }

    /// <inheritdoc/>
    public int Outputs => Models[0].Outputs;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        for (var i = 0; i < Models.Count; i++) Models[i].Predict(window[((Window - Models[i].Window) * Columns)..], each.AsSpan(i * Outputs, Outputs));
        if (meta is not null)
        {
            Stacking.Inputs(each, Outputs, Task, metaInputs);
            meta.Predict(metaInputs, outputs);
            return;
        }
        var sum = 0.0;
        for (var k = 0; k < Outputs; k++)
        {
            for (var i = 0; i < column.Length; i++) column[i] = each[i * Outputs + k];
            sum += outputs[k] = Rule == EnsembleRule.Median ? Median(column) : WeightedMean(column);
        }
        if (Rule != EnsembleRule.Median || Task != LearningTask.MultiClass) return;
        for (var k = 0; k < Outputs; k++) outputs[k] = sum > 0 ? outputs[k] / sum : 1.0 / Outputs;
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var tensors = new Dictionary<string, StateTensor> { ["weights"] = StateTensor.Of<double>(weights) };
        var members = new JsonArray();
        foreach (var (model, i) in (meta is null ? Models : [.. Models, meta]).Select((model, i) => (model, i)))
        {
            var state = model.Save();
            members.Add(new JsonObject { ["kind"] = state.Kind, ["settings"] = state.Settings.DeepClone() });
            foreach (var (name, tensor) in state.Tensors) tensors[string.Create(CultureInfo.InvariantCulture, $"{i}/{name}")] = tensor;
        }
        return new ModelState { Kind = Kind, Settings = new JsonObject { ["version"] = Version, ["rule"] = Rule.ToString(), ["models"] = members }, Tensors = tensors };
    }

    internal static EnsembleModel Load(ModelState state)
    {
        try
        {
            var version = (int)state.Settings["version"]!;
            if (version is < 1 or > Version) throw new InvalidDataException($"this ensemble is of version {version}; versions 1 to {Version} are known");
            var rule = SavedName.Of<EnsembleRule>(state.Settings["rule"]);
            var models = state.Settings["models"]!.AsArray().Select((node, i) => ModelCatalog.Load(Member(state, node!.AsObject(), i))).ToArray();
            return rule == EnsembleRule.Stacking ? new EnsembleModel(models[..^1], rule, meta: models[^1])
                : new EnsembleModel(models, rule, state.Tensors["weights"].Values<double>().ToArray());
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"this ensemble is damaged: {failure.Message}", failure);
        }
    }

    private static ModelState Member(ModelState state, JsonObject node, int i)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{i}/");
        return new ModelState
        {
            Kind = (string)node["kind"]!,
            Settings = node["settings"]!.DeepClone().AsObject(),
            Tensors = state.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value),
        };
    }

    private double WeightedMean(double[] values)
    {
        var sum = 0.0;
        // A model of weight zero may be without a prediction.
        for (var i = 0; i < values.Length; i++)
            if (weights[i] > 0) sum += weights[i] * values[i];
        return sum;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        // Sorting puts NaN first: without one of its models there is no median.
        return double.IsNaN(values[0]) ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
