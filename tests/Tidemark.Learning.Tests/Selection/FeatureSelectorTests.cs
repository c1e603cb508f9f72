using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Selection;
using Tidemark.Learning.Validation;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Selection;

public class FeatureSelectorTests
{
    private static readonly FitContext Context = new() { Seed = 3 };

    [Theory]
    [InlineData(LearningTask.Binary)]
    [InlineData(LearningTask.Regression)]
    public void Selectors_FindWhatTheTargetIsMadeOf(LearningTask task)
    {
        var (train, validation) = (Set(task, 1, 900), Set(task, 2, 400));
        // Columns: 0 strong, 1 weaker, 2 nearly a copy of 0, 3 to 6 noise.
        foreach (var selector in Selectors())
        {
            var ranking = selector.Rank(train, validation, Context);
            var best = ranking.Order[0];
            Assert.True(best is 0 or 2, $"{selector.Name} put {best} first");
            Assert.True(ranking.Order.IndexOf(1) is >= 0 and <= 2, $"{selector.Name}: {string.Join(' ', ranking.Order)}");
            Assert.Equal(7, ranking.Scores.Length);
            Assert.Equal(ranking.Order.Length, ranking.Order.Distinct().Count());
            Assert.Equal(ranking.Order, selector.Rank(train, validation, Context).Order);
        }
    }

    [Fact]
    public void RelevanceAndRedundancy_PutsTheSecondCauseBeforeTheCopy()
    {
        var ranking = new RelevanceRedundancySelector(2).Rank(Set(LearningTask.Binary, 1, 2000), null, Context);
        Assert.Equal(2, ranking.Order.Length);
        Assert.Equal(1, ranking.Order[1]);
    }

    [Fact]
    public void Clusters_JoinCopies()
    {
        var set = Set(LearningTask.Binary, 1, 500);
        var clusters = new CorrelationClusterSelector(0.8).Clusters(set);
        Assert.Equal([[0, 2], [1], [3], [4], [5], [6]], clusters);
        Assert.Equal(6, new CorrelationClusterSelector(0.8).Rank(set, null, Context).Order.Length);
        Assert.Single(new CorrelationClusterSelector(1e-6).Clusters(set));
    }

    [Fact]
    public void MutualInformation_IsThatOfTheDistributions()
    {
        var random = new SeededRandom(5, "mi");
        const double Correlation = 0.8;
        var (x, y, z, sign) = (new double[3000], new double[3000], new double[3000], new int[3000]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextNormal();
            y[i] = Correlation * x[i] + Math.Sqrt(1 - Correlation * Correlation) * random.NextNormal();
            z[i] = random.NextNormal();
            sign[i] = x[i] > 0 ? 1 : 0;
        }
        var exact = -0.5 * Math.Log(1 - Correlation * Correlation);
        Assert.Equal(exact, MutualInformation.OfNumbers(x, y, 3), 0.06);
        Assert.Equal(0, MutualInformation.OfNumbers(x, z, 3), 0.03);
        Assert.Equal(exact, MutualInformation.Binned(MutualInformation.Bins(x, 16), MutualInformation.Bins(y, 16)), 0.06);
        Assert.Equal(0, MutualInformation.Binned(MutualInformation.Bins(x, 16), MutualInformation.Bins(z, 16)), 0.02);
        Assert.Equal(Math.Log(2), MutualInformation.OfClasses(x, sign, 3), 0.02);
        Assert.Equal(0, MutualInformation.OfClasses(z, sign, 3), 0.02);
        Assert.Equal([0, 0, 1, 1, 1, 0], MutualInformation.Bins([1, 1, 2, 2, 2, 1], 4));
        Assert.Equal(0, MutualInformation.Binned([0, 0, 0], [0, 1, 2]));
    }

    [Fact]
    public void Folds_SelectFromTheirTrainingSamplesAlone()
    {
        var set = Set(LearningTask.Binary, 1, 600);
        var spans = SampleSpans.OfRows(600, 2);
        var folds = new PurgedKFoldSplitter(3, 5).Split(spans);
        var seen = new List<(int[] Train, int[] Validation)>();
        var report = FoldedSelection.Run(new Watcher(seen), set, spans, folds, 2, Context);
        for (var fold = 0; fold < 3; fold++)
        {
            var test = folds[fold].Test.ToArray();
            Assert.Empty(seen[fold].Train.Intersect(test));
            Assert.Empty(seen[fold].Validation.Intersect(test));
            Assert.Empty(seen[fold].Train.Intersect(seen[fold].Validation));
            Assert.NotEmpty(seen[fold].Validation);
        }
        Assert.Equal([1, 1, 0, 0, 0, 0, 0], report.Shares.Select(share => Math.Round(share, 9)));
        Assert.Equal(1, report.Stability);
        var real = FoldedSelection.Run(new MutualInformationSelector(), set, spans, folds, 3, Context);
        Assert.Equal(3, real.Folds.Length);
        Assert.InRange(real.Stability, 0.4, 1);
    }

    [Fact]
    public void RecursiveElimination_KeepsSoMany_AndShapWantsTrees()
    {
        var set = Set(LearningTask.Binary, 1, 400);
        var ranking = new RecursiveEliminationSelector(Make("gbm"), 2).Rank(set, Set(LearningTask.Binary, 2, 200), Context);
        Assert.Equal(2, ranking.Order.Length);
        Assert.Throws<ArgumentException>(() => new ContributionSelector(Make("logistic")).Rank(set, null, Context));
    }

    private static IEnumerable<IFeatureSelector> Selectors() =>
        [new MutualInformationSelector(), new MutualInformationSelector(0), new RelevanceRedundancySelector(), new CorrelationClusterSelector(0.95), new PermutationSelector(Make("gbm")), new ContributionSelector(Make("gbm")), new RecursiveEliminationSelector(Make("gbm"), 3)];

    private static IEstimator Make(string kind)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, kind == "gbm" ? [new("n_estimators", "20")] : []));
    }

    private static TrainingSet Set(LearningTask task, ulong seed, int count)
    {
        var random = new SeededRandom(seed, "selection");
        var (values, targets) = (new float[count * 7], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var row = values.AsSpan(i * 7, 7);
            foreach (ref var value in row) value = (float)random.NextNormal();
            row[2] = row[0] + 0.25f * row[2];
            var score = 1.6 * row[0] + 0.9 * row[1] + 0.4 * random.NextNormal();
            targets[i] = task == LearningTask.Binary ? score > 0 ? 1 : 0 : score;
        }
        return new TrainingSet { Features = new FeatureTable(values, 7), Columns = ["a", "b", "c", "d", "e", "f", "g"], Rows = Enumerable.Range(0, count).ToArray(), Targets = targets, Task = task, Classes = task == LearningTask.Binary ? 2 : 0 };
    }

    private sealed class Watcher(List<(int[] Train, int[] Validation)> seen) : IFeatureSelector
    {
        public string Name => "watcher";

        public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context)
        {
            seen.Add((train.Rows.ToArray(), validation!.Rows.ToArray()));
            return FeatureRanking.ByScore([7, 6, 5, 4, 3, 2, 1]);
        }
    }
}
