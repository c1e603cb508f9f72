using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Tests.Classics;
using Tidemark.Learning.Validation;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Ensembles;

public class EnsembleTests
{
    [Fact]
    public void Hedge_WhateverHappens_KeepsItsBound()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var random = new SeededRandom((ulong)seed, "losses");
            var hedge = new HedgeWeights(5);
            for (var t = 0; t < 500; t++)
            {
                // An adversary: the model that weighs most loses most, in some runs.
                var heaviest = Enumerable.Range(0, 5).MaxBy(i => hedge.Weights[i]);
                var losses = Enumerable.Range(0, 5).Select(i => seed % 2 == 0 ? i == heaviest ? 1.0 : 0 : random.NextDouble() * (i + 1) / 5).ToArray();
                hedge.Observe(losses);
                Assert.True(hedge.Regret <= hedge.RegretBound);
                Assert.Equal(1, hedge.Weights.Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Hedge_ModelThatIsBest_GetsTheWeight()
    {
        var hedge = new HedgeWeights(3, greatestLoss: 10);
        for (var t = 0; t < 300; t++) hedge.Observe([5, 1, 6]);
        Assert.True(hedge.Weights[1] > 0.95);
        Assert.Equal("the loss of model 2 is 11; it must lie between 0 and 10", Assert.Throws<ArgumentException>(() => hedge.Observe([1, 11, 1])).Message);
        Assert.Equal("the loss of model 1 is NaN; it must lie between 0 and 10", Assert.Throws<ArgumentException>(() => hedge.Observe([double.NaN, 1, 1])).Message);
    }

    [Fact]
    public void AdaptiveHedge_WhateverHappens_KeepsItsBound()
    {
        foreach (var seed in Enumerable.Range(0, 30))
        {
            var random = new SeededRandom((ulong)seed, "losses");
            var hedge = new AdaptiveHedgeWeights(4);
            var scale = Math.Pow(10, seed % 7 - 3);
            for (var t = 0; t < 400; t++)
            {
                var heaviest = Enumerable.Range(0, 4).MaxBy(i => hedge.Weights[i]);
                hedge.Observe([.. Enumerable.Range(0, 4).Select(i => scale * (seed % 3 == 0 ? i == heaviest ? 1.0 : 0 : seed % 3 == 1 ? random.NextNormal() / random.NextDouble() : random.NextDouble() * (i + 1)))]);
                Assert.True(hedge.Regret <= hedge.RegretBound * (1 + 1e-9) + 1e-12 * scale, $"seed {seed}, {t}: {hedge.Regret} above {hedge.RegretBound}");
                Assert.Equal(1, hedge.Weights.Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void AdaptiveHedge_LossesInAnyUnit_GiveTheSameWeights()
    {
        var (one, other) = (new AdaptiveHedgeWeights(3), new AdaptiveHedgeWeights(3));
        var random = new SeededRandom(5, "losses");
        for (var t = 0; t < 200; t++)
        {
            var losses = Enumerable.Range(0, 3).Select(i => random.NextDouble() + (i == 1 ? -0.2 : 0)).ToArray();
            one.Observe(losses);
            other.Observe([.. losses.Select(loss => 1e-4 * loss + 7)]);
            for (var i = 0; i < 3; i++) Assert.Equal(one.Weights[i], other.Weights[i], 1e-6);
        }
        Assert.True(one.Weights[1] > 0.9);
        Assert.Throws<ArgumentException>(() => one.Observe([1, double.NaN, 1]));
    }

    [Fact]
    public void AdaptiveHedge_FirstStepsByHand_Agree()
    {
        var hedge = new AdaptiveHedgeWeights(2);
        hedge.Observe([0, 1]);
        // Without a gap so far the mixture is the leader: the gap is 1/2 - 0, the rate ln 2 / (1/2), and weights are as 1 to e^-(2 ln 2) = 1/4.
        Assert.Equal(0.8, hedge.Weights[0], 1e-12);
        hedge.Observe([1, 0]);
        // Weighted loss 0.8, mixture -ln(0.8 / 4 + 0.2) / (2 ln 2): both have lost the same, and weigh the same again.
        Assert.Equal(0.5, hedge.Weights[0], 1e-12);
        Assert.Equal(0.3, hedge.Regret, 1e-12);
        hedge.Observe([0, 1]);
        var gap = 0.5 + 0.8 + Math.Log(0.4) / (2 * Math.Log(2)) + 0.5 + Math.Log((1 + Math.Exp(-Rate(0.5 + 0.8 + Math.Log(0.4) / (2 * Math.Log(2))))) / 2) / Rate(0.5 + 0.8 + Math.Log(0.4) / (2 * Math.Log(2)));
        Assert.Equal(1 / (1 + Math.Exp(-Rate(gap))), hedge.Weights[0], 1e-12);

        static double Rate(double gap) => Math.Log(2) / gap;
    }

    [Fact]
    public void RollingGain_ModelsAtOrBelowTheBaseline_WeighNothing()
    {
        var gain = new RollingGainWeights(3, 2, window: 4);
        Assert.Equal(1.0 / 3, gain.Weights[0], 1e-12);
        gain.Observe([0.6, 0.5, 0.9, 0.8, 0.7]);
        Assert.Equal([1.0 / 3, 2.0 / 3, 0], gain.Weights.Select(weight => Math.Round(weight, 12)).Select(weight => Math.Abs(weight - 1.0 / 3) < 1e-9 ? 1.0 / 3 : Math.Abs(weight - 2.0 / 3) < 1e-9 ? 2.0 / 3 : weight));
        for (var t = 0; t < 4; t++) gain.Observe([2, 2, 2, 1, 1]);
        Assert.All(gain.Weights, weight => Assert.Equal(1.0 / 3, weight, 1e-12));
    }

    [Fact]
    public void Run_LabelsOfDifferentLengths_AreToldOnlyWhenKnown()
    {
        var random = new SeededRandom(6, "samples");
        var targets = Enumerable.Range(0, 80).Select(i => i % 9 == 4 ? double.NaN : random.NextNormal()).ToArray();
        var ends = Enumerable.Range(0, 80).Select(i => (long)(i + 1 + i % 5 * 3)).ToArray();
        var spans = new SampleSpans(Enumerable.Range(0, 80).Select(i => (long)i).ToArray(), ends);
        var models = Enumerable.Range(0, 3).Select(i => targets.Select(target => (double.IsNaN(target) ? 0 : target) * 0.1 * i + random.NextNormal()).ToArray()).ToArray();
        double[] Combined(double[] outcomes) => OnlineCombination.Run(new AdaptiveHedgeWeights(3), [.. models.Select(model => Numbers(outcomes, model))], [], spans).Outputs.ToArray();
        var before = Combined(targets);
        foreach (var changed in new[] { 20, 33, 47 })
        {
            var after = Combined([.. targets.Select((target, i) => i == changed ? target + 50 : target)]);
            Assert.Equal(before[..(int)ends[changed]], after[..(int)ends[changed]]);
            Assert.NotEqual(before[(int)ends[changed]], after[(int)ends[changed]]);
        }
        Assert.DoesNotContain(before, double.IsNaN);
    }

    [Fact]
    public void RollingSkill_WhenTheBestChanges_Follows()
    {
        var skill = new RollingSkillWeights(2, window: 5);
        Assert.Equal([0.5, 0.5], skill.Weights);
        for (var t = 0; t < 20; t++) skill.Observe([1, 3]);
        Assert.Equal(0.75, skill.Weights[0], 1e-12);
        for (var t = 0; t < 5; t++) skill.Observe([3, 1]);
        Assert.Equal(0.25, skill.Weights[0], 1e-12);
        for (var t = 0; t < 5; t++) skill.Observe([0, 0]);
        Assert.Equal(0.5, skill.Weights[0], 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_FutureOutcomes_ChangeNothing(int horizon)
    {
        var random = new SeededRandom(3, "samples");
        var targets = Enumerable.Range(0, 60).Select(_ => random.NextNormal()).ToArray();
        var models = Enumerable.Range(0, 3).Select(i => targets.Select(target => target * 0.1 * i + random.NextNormal()).ToArray()).ToArray();
        double[] Combined(double[] outcomes) => OnlineCombination.Run(new RollingSkillWeights(3, 10), [.. models.Select(model => Numbers(outcomes, model))], horizon).Outputs.ToArray();
        var before = Combined(targets);
        var after = Combined([.. targets.Select((target, i) => i >= 30 ? target + 5 : target)]);
        Assert.Equal(before[..(30 + horizon)], after[..(30 + horizon)]);
        Assert.NotEqual(before[30 + horizon], after[30 + horizon]);
    }

    [Fact]
    public void Run_OfHedgeOnProbabilities_IsNearTheBestModel()
    {
        var random = new SeededRandom(4, "samples");
        var labels = Enumerable.Range(0, 800).Select(_ => (double)random.NextInt(2)).ToArray();
        var models = new[] { 0.0, 0.3, 0.1 }.Select(skill => Classes(labels, [.. labels.Select(label => 0.5 + (label - 0.5) * skill + 0.1 * (random.NextDouble() - 0.5))])).ToArray();
        var combined = OnlineCombination.Run(new HedgeWeights(3), models, 1, OnlineCombination.BrierLosses);
        var brier = MetricCatalog.Find("brier")!;
        Assert.InRange(brier.Compute(combined), brier.Compute(models[1]), brier.Compute(models[2]));
    }

    [Theory]
    [InlineData(LearningTask.Regression)]
    [InlineData(LearningTask.Binary)]
    [InlineData(LearningTask.MultiClass)]
    public void Ensemble_OfEveryRule_IsSavedAndLoaded(LearningTask task)
    {
        var set = ClassicSamples.Set(task);
        IFittedModel[] models = task == LearningTask.Regression
            ? [ClassicSamples.Fit("linear", "", set), ClassicSamples.Fit("lasso", "alpha=0.3", set), ClassicSamples.Fit("baseline-mean", "", set)]
            : [ClassicSamples.Fit("logistic", "", set), ClassicSamples.Fit("logistic", "penalty=l1 C=0.1", set), ClassicSamples.Fit("baseline-prior", "", set)];
        var each = models.Select(model => ClassicSamples.Predict(model, set)).ToArray();
        var outputs = models[0].Outputs;
        var stacked = Stacking.Fit([.. each.Select(own => new ScoredSamples { Task = task, Classes = set.Classes, Targets = set.Targets, Outputs = own })]);
        EnsembleModel[] ensembles = [new(models, EnsembleRule.Mean), new(models, EnsembleRule.Mean, [2, 1, 1]), new(models, EnsembleRule.Median), new(models, EnsembleRule.Stacking, meta: stacked)];
        foreach (var ensemble in ensembles)
        {
            var predicted = ClassicSamples.Predict(ensemble, set);
            Assert.Equal(predicted, ClassicSamples.Predict(ModelCatalog.Load(ensemble.Save()), set));
            if (task == LearningTask.MultiClass) Assert.All(predicted.Chunk(outputs), row => Assert.Equal(1, row.Sum(), 1e-12));
        }
        Assert.Equal((each[0][0] + each[1][0] + each[2][0]) / 3, ClassicSamples.Predict(ensembles[0], set)[0], 1e-12);
        Assert.Equal((each[0][0] * 2 + each[1][0] + each[2][0]) / 4, ClassicSamples.Predict(ensembles[1], set)[0], 1e-12);
        if (task == LearningTask.Binary) Assert.Equal(each.Select(own => own[0]).Order().ElementAt(1), ClassicSamples.Predict(ensembles[2], set)[0], 1e-12);
    }

    [Fact]
    public void Ensemble_OfDifferentWindows_ReadsTheLongest()
    {
        var set = ClassicSamples.Set(LearningTask.Regression, [1, 2, 3, 4, 5, 6], 1, [0, 0, 0, 0, 0, 0]) with { Columns = ["ret"] };
        var ensemble = new EnsembleModel([ClassicSamples.Fit("baseline-moving-average", "window=3", set), ClassicSamples.Fit("baseline-persistence", "", set)], EnsembleRule.Mean);
        Assert.Equal(3, ensemble.Window);
        var later = set with { Rows = new[] { 2, 5 }, Targets = new double[2] };
        Assert.Equal([2.5, 5.5], ClassicSamples.Predict(ensemble, later));
    }

    [Fact]
    public void Stacking_OfSkilledAndUseless_TrustsTheSkilled()
    {
        var random = new SeededRandom(5, "samples");
        var targets = Enumerable.Range(0, 500).Select(_ => random.NextNormal() * 0.01).ToArray();
        var meta = Stacking.Fit([Numbers(targets, [.. targets.Select(target => 2 * target + 0.005 * random.NextNormal())]), Numbers(targets, [.. targets.Select(_ => 0.01 * random.NextNormal())])]);
        Span<double> output = stackalloc double[1];
        meta.Predict([0.02f, 0], output);
        Assert.Equal(0.0095, output[0], 0.001);
        meta.Predict([0, 0.02f], output);
        Assert.Equal(0, output[0], 0.001);
    }

    [Fact]
    public void Compare_WithABaseline_RanksAndJudges()
    {
        var random = new SeededRandom(6, "samples");
        var labels = Enumerable.Range(0, 400).Select(_ => (double)random.NextInt(2)).ToArray();
        var rows = ModelComparison.Compute(
            [("prior", Classes(labels, [.. labels.Select(_ => 0.5)])), ("skilled", Classes(labels, [.. labels.Select(label => 0.4 + 0.2 * label)])), ("noise", Classes(labels, [.. labels.Select(_ => 0.5 + 0.2 * (random.NextDouble() - 0.5))]))],
            "prior", MetricCatalog.Find("logLoss")!, horizon: 2, new BootstrapOptions { Resamples = 200 });
        Assert.Equal("skilled", rows[0].Name);
        Assert.Equal([true, false, false], rows.Select(row => row.IsBetter));
        var reference = rows.Single(row => row.Name == "prior");
        Assert.True(reference.VersusReference is null && reference.Test is null);
        Assert.True(rows[0].Test!.PValue < 0.01 && rows[0].Test!.Statistic < 0);
        Assert.Equal("there is no model 'zero' to compare with", Assert.Throws<ArgumentException>(() => ModelComparison.Compute([("prior", Classes(labels, labels))], "zero", MetricCatalog.Find("logLoss")!)).Message);
    }

    [Fact]
    public void Ensemble_OfWhatDoesNotGoTogether_IsRefused()
    {
        var (numbers, classes) = (ClassicSamples.Set(LearningTask.Regression), ClassicSamples.Set(LearningTask.Binary));
        IFittedModel first = ClassicSamples.Fit("linear", "", numbers), second = ClassicSamples.Fit("logistic", "", classes);
        Assert.Throws<ArgumentException>(() => new EnsembleModel([], EnsembleRule.Mean));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([first, second], EnsembleRule.Mean));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([first], EnsembleRule.Mean, [0]));
        Assert.Throws<ArgumentException>(() => new EnsembleModel([first], EnsembleRule.Stacking));
        var saved = new EnsembleModel([first], EnsembleRule.Mean).Save();
        saved.Settings["rule"] = "loudest";
        Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(saved));
    }

    private static ScoredSamples Numbers(double[] targets, double[] outputs) => new() { Task = LearningTask.Regression, Targets = targets, Outputs = outputs };

    private static ScoredSamples Classes(double[] labels, double[] outputs) => new() { Task = LearningTask.Binary, Classes = 2, Targets = labels, Outputs = outputs };
}
