using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Research.Training.Markets;

/// <summary>
/// Models together as one that can be saved and traded. Whatever puts them together is learnt from predictions for samples that the models had not learnt
/// from, and judged on others: weights that follow results know at each moment the outcomes known by then; what stacks them learns on one half and is judged on the other.
/// </summary>
/// <param name="kind">How they become one.</param>
/// <param name="names">What the models are called.</param>
/// <param name="outOfFold">What each said of the moments, <c>[moments, outputs]</c>, by copies of it that had not learnt from them; NaN where one said nothing.</param>
/// <param name="baselines">The same of the baselines, which skill is measured by.</param>
/// <param name="moments">The moments before the test part.</param>
/// <param name="task">What they predict.</param>
/// <param name="classes">How many classes there are.</param>
internal sealed class MarketEnsemble(EnsembleKind kind, ImmutableArray<string> names, double[][] outOfFold, double[][] baselines, MarketMoments moments, LearningTask task, int classes)
{
    /// <summary>Outcomes over which skill is measured: long enough to tell a model from a baseline, short enough to notice that it has lost it.</summary>
    private const int SkillWindow = 1_000;

    private readonly int outputs = task == LearningTask.MultiClass ? classes : 1;

    public string Name => $"ensemble-{kind.ToString().ToLowerInvariant()}";

    private bool HasWeights => kind is EnsembleKind.Skill or EnsembleKind.Hedge;

    /// <summary>The ensemble of the models as they were trained last, with the weights after the last outcome before the test part.</summary>
    public TrainedModel Fit(IReadOnlyList<TrainedModel> models)
    {
        var weights = HasWeights ? LastWeights() : null;
        var fitted = models.Select(model => model.Prepared).ToArray();
        var combined = kind == EnsembleKind.Stacking ? new EnsembleModel(fitted, EnsembleRule.Stacking, null, Stacking.Fit(Scored(outOfFold, Known(0, moments.Count, isLearnt: true))))
            : new EnsembleModel(fitted, kind == EnsembleKind.Median ? EnsembleRule.Median : EnsembleRule.Mean, weights);
        var members = string.Join(", ", names.Select((name, i) => weights is null ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {weights[i]:0.000}")));
        // What is needed to make it anew lies beside what its models have in common.
        var market = models[0].Card.Market.DeepClone().AsObject();
        market["members"] = new JsonArray([.. models.Select(model => EnsembleMember.Of(model).ToJson())]);
        return new TrainedModel(combined, FittedPreprocessor.None(models[0].Card.Columns), models[0].Card with { Market = market, Kind = EnsembleModel.Kind, Preparation = "", Selection = null, Calibration = null, Parameters = [new("rule", kind.ToString().ToLowerInvariant()), new("models", members)] });
    }

    /// <summary>What it says of the moments before the test part; NaN where a model says nothing.</summary>
    public double[] OutOfFold()
    {
        var together = new double[moments.Count * outputs];
        Array.Fill(together, double.NaN);
        if (HasWeights) Follow(together);
        else if (kind == EnsembleKind.Stacking) Stack(together);
        else Join(Known(0, moments.Count, isLearnt: false), null, together);
        return together;
    }

    private IOnlineEnsemble Weights() => kind == EnsembleKind.Hedge ? new AdaptiveHedgeWeights(names.Length) : new RollingGainWeights(names.Length, baselines.Length, SkillWindow);

    private double[][] References => kind == EnsembleKind.Skill ? baselines : [];

    private void Follow(double[] together)
    {
        var known = Known(0, moments.Count, isLearnt: false);
        if (known.Length == 0) return;
        var said = OnlineCombination.Run(Weights(), Scored(outOfFold, known), Scored(References, known), moments.Spans.Take(known));
        for (var i = 0; i < known.Length; i++) said.Outputs.Span.Slice(i * outputs, outputs).CopyTo(together.AsSpan(known[i] * outputs));
    }

    private double[] LastWeights()
    {
        var (weights, known) = (Weights(), Known(0, moments.Count, isLearnt: false));
        if (known.Length > 0) OnlineCombination.Observe(weights, Scored(outOfFold, known), Scored(References, known), moments.Spans.Take(known));
        return [.. weights.Weights];
    }

    private void Stack(double[] together)
    {
        var middle = moments.Count / 2;
        foreach (var (from, to, learnFrom, learnTo) in ((int, int, int, int)[])[(0, middle, middle, moments.Count), (middle, moments.Count, 0, middle)])
        {
            var judged = Known(from, to, isLearnt: false);
            // Samples whose labels reach over the middle have seen both halves.
            var learnt = Array.FindAll(Known(learnFrom, learnTo, isLearnt: true), i => learnFrom == 0 ? moments.Spans.Ends[i] < moments.Spans.Starts[middle] : moments.Spans.Starts[i] > LastEnd(middle));
            if (judged.Length > 0 && learnt.Length >= 2 * names.Length) Join(judged, Stacking.Fit(Scored(outOfFold, learnt)), together);
        }
    }

    private long LastEnd(int before)
    {
        var last = long.MinValue;
        foreach (var end in moments.Spans.Ends[..before]) last = Math.Max(last, end);
        return last;
    }

    /// <summary>Moments of a stretch for which every model, and every reference, has a prediction; those to learn from have a label too.</summary>
    private int[] Known(int from, int to, bool isLearnt) => [.. Enumerable.Range(from, to - from).Where(i =>
        (!isLearnt || !double.IsNaN(moments.Targets[i])) && outOfFold.All(said => !double.IsNaN(said[i * outputs])) && References.All(said => !double.IsNaN(said[i * outputs])))];

    private ScoredSamples[] Scored(double[][] said, int[] places) => [.. said.Select(one => new ScoredSamples
    {
        Task = task,
        Classes = classes,
        Targets = Array.ConvertAll(places, i => moments.Targets[i]),
        Outputs = places.SelectMany(i => one.AsSpan(i * outputs, outputs).ToArray()).ToArray(),
    })];

    /// <summary>The same combination of predictions that are there already: each model is replaced by one that reads its prediction.</summary>
    private void Join(int[] places, IFittedModel? meta, double[] together)
    {
        var said = new SaidModel[names.Length];
        for (var i = 0; i < said.Length; i++) said[i] = new SaidModel(task, outputs);
        var combined = new EnsembleModel(said, meta is not null ? EnsembleRule.Stacking : kind == EnsembleKind.Median ? EnsembleRule.Median : EnsembleRule.Mean, null, meta);
        foreach (var place in places)
        {
            for (var i = 0; i < said.Length; i++) said[i].Prediction = outOfFold[i].AsMemory(place * outputs, outputs);
            combined.Predict([0f], together.AsSpan(place * outputs, outputs));
        }
    }
}
