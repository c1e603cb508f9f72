using System.Globalization;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Research.Training.Markets;

/// <summary>
/// Models together as one that can be saved and traded. Weights and what stacks them are learnt from predictions for samples that the models had
/// not learnt from; what stacks them is judged on the half of those samples that it has not learnt from itself.
/// </summary>
internal sealed class MarketEnsemble(EnsembleKind kind, MarketModelResult[] models, double[] gains, LearningTask task, int classes)
{
    private readonly int outputs = task == LearningTask.MultiClass ? classes : 1;

    public string Name => $"ensemble-{kind.ToString().ToLowerInvariant()}";

    /// <summary>The ensemble of the models as they were trained last.</summary>
    /// <param name="targets">Of the samples before the test part.</param>
    public TrainedModel Fit(double[] targets)
    {
        var first = models[0].Model!;
        var combined = Combine([.. models.Select(model => model.Model!.Fitted)], kind == EnsembleKind.Stacking ? Scored(targets, Known(0, targets.Length)) : []);
        var members = string.Join(", ", models.Select((model, i) => kind == EnsembleKind.Skill ? string.Create(CultureInfo.InvariantCulture, $"{model.Name} {Weights()[i]:0.000}") : model.Name));
        return new TrainedModel(combined, first.Preparation, first.Card with { Kind = EnsembleModel.Kind, Parameters = [new("rule", kind.ToString().ToLowerInvariant()), new("models", members)] });
    }

    /// <summary>What it says of the samples before the test part; NaN where a model says nothing.</summary>
    public double[] OutOfFold(double[] targets)
    {
        var together = new double[targets.Length * outputs];
        Array.Fill(together, double.NaN);
        var middle = targets.Length / 2;
        foreach (var (from, to, learnFrom, learnTo) in ((int, int, int, int)[])[(0, middle, middle, targets.Length), (middle, targets.Length, 0, middle)])
        {
            var samples = Known(from, to);
            if (samples.Length == 0) continue;
            var learnt = kind == EnsembleKind.Stacking ? Known(learnFrom, learnTo) : [];
            if (kind == EnsembleKind.Stacking && learnt.Length < 2 * models.Length) continue;
            Join(samples, learnt.Length > 0 ? Stacking.Fit(Scored(targets, learnt)) : null, together);
        }
        return together;
    }

    private IFittedModel Combine(IReadOnlyList<IFittedModel> fitted, ScoredSamples[] learnt) => kind switch
    {
        EnsembleKind.Median => new EnsembleModel(fitted, EnsembleRule.Median),
        EnsembleKind.Stacking => new EnsembleModel(fitted, EnsembleRule.Stacking, null, Stacking.Fit(learnt)),
        EnsembleKind.Skill => new EnsembleModel(fitted, EnsembleRule.Mean, Weights()),
        _ => new EnsembleModel(fitted, EnsembleRule.Mean),
    };

    private double[] Weights() => gains.Sum() > 0 ? gains : Array.ConvertAll(gains, _ => 1.0);

    /// <summary>Samples of a stretch for which every model has a prediction.</summary>
    private int[] Known(int from, int to) => [.. Enumerable.Range(from, to - from).Where(i => models.All(model => !double.IsNaN(model.OutOfFold[i * outputs])))];

    private ScoredSamples[] Scored(double[] targets, int[] samples) => [.. models.Select(model => new ScoredSamples
    {
        Task = task,
        Classes = classes,
        Targets = Array.ConvertAll(samples, i => targets[i]),
        Outputs = samples.SelectMany(i => model.OutOfFold.AsSpan(i * outputs, outputs).ToArray()).ToArray(),
    })];

    /// <summary>The same combination of predictions that are there already: each model is replaced by one that reads its prediction.</summary>
    private void Join(int[] samples, IFittedModel? meta, double[] together)
    {
        var said = new SaidModel[models.Length];
        for (var i = 0; i < said.Length; i++) said[i] = new SaidModel(task, outputs);
        var combined = kind switch
        {
            EnsembleKind.Median => new EnsembleModel(said, EnsembleRule.Median),
            EnsembleKind.Stacking => new EnsembleModel(said, EnsembleRule.Stacking, null, meta),
            EnsembleKind.Skill => new EnsembleModel(said, EnsembleRule.Mean, Weights()),
            _ => new EnsembleModel(said, EnsembleRule.Mean),
        };
        foreach (var sample in samples)
        {
            for (var i = 0; i < said.Length; i++) said[i].Prediction = models[i].OutOfFold.AsMemory(sample * outputs, outputs);
            combined.Predict([0f], together.AsSpan(sample * outputs, outputs));
        }
    }
}
