using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Validation;

public class SplitterTests
{
    public static TheoryData<string, int> TimeSplitters => new()
    {
        { "purged-kfold:folds=5,embargo=0", 1 },
        { "purged-kfold:folds=7,embargo=13", 1 },
        { "purged-kfold:folds=3,embargo=0.02", 1 },
        { "combinatorial:groups=6,test=2,embargo=5", 5 },
        { "combinatorial:groups=7,test=3,embargo=0.01", 15 },
        { "combinatorial:groups=4,test=1,embargo=0", 1 },
    };

    [Theory]
    [MemberData(nameof(TimeSplitters))]
    public void Split_OfRandomSpans_KeepsLabelsApart_AndTestsEachSampleAsOftenAsStated(string text, int times)
    {
        var splitter = Splitters.Parse(text);
        for (var seed = 1UL; seed <= 6; seed++)
        {
            var samples = Random(seed, 400 + (int)seed * 37);
            var tested = new int[samples.Count];
            foreach (var fold in splitter.Split(samples))
            {
                Assert.True(fold.Train.Length > 0 && fold.Test.Length > 0);
                AssertApart(samples, fold.Train.Span, fold.Test.Span);
                foreach (var sample in fold.Test.Span) tested[sample]++;
            }
            Assert.All(tested, count => Assert.Equal(times, count));
        }
    }

    [Theory]
    [InlineData("walk-forward:train=120,test=40")]
    [InlineData("walk-forward:train=120,test=40,gap=9,anchored=true")]
    [InlineData("walk-forward:train=100,test=30,step=50")]
    [InlineData("walk-forward:folds=6,gap=3")]
    [InlineData("holdout:validation=0.1,test=0.2,gap=4")]
    public void Split_IntoPastAndFuture_LearnsFromThePastAlone(string text)
    {
        for (var seed = 1UL; seed <= 6; seed++)
        {
            var samples = Random(seed, 700);
            var tested = new int[samples.Count];
            foreach (var fold in Splitters.Parse(text).Split(samples))
            {
                var first = samples.Starts[fold.Test.Span[0]];
                foreach (var sample in fold.Train.Span) Assert.True(samples.Ends[sample] < (fold.Validation.IsEmpty ? first : samples.Starts[fold.Validation.Span[0]]));
                foreach (var sample in fold.Validation.Span) Assert.True(samples.Ends[sample] < first);
                foreach (var sample in fold.Test.Span) tested[sample]++;
            }
            Assert.All(tested, count => Assert.InRange(count, 0, 1));
        }
    }

    [Fact]
    public void PurgedKFold_OfLabelsOneAhead_LeavesOutTouchingNeighboursAndTheEmbargo()
    {
        var folds = new PurgedKFoldSplitter(4, 3).Split(SampleSpans.OfRows(40, 1));
        Assert.Equal(Enumerable.Range(10, 10), folds[1].Test.ToArray());
        // 9 is known at 10; the last label of the block is known at 20, and three more are left out after that.
        Assert.Equal([.. Enumerable.Range(0, 9), .. Enumerable.Range(24, 16)], folds[1].Train.ToArray());
        Assert.Equal(Enumerable.Range(14, 26), folds[0].Train.ToArray());
        Assert.Equal(Enumerable.Range(0, 29), folds[3].Train.ToArray());
    }

    [Fact]
    public void Purge_OfALongLabel_IsSeenFromAfar()
    {
        var (starts, ends) = (Enumerable.Range(0, 30).Select(i => (long)i).ToArray(), Enumerable.Range(0, 30).Select(i => (long)i).ToArray());
        ends[2] = 25;
        ends[12] = 22;
        var fold = new PurgedKFoldSplitter(3).Split(new SampleSpans(starts, ends))[1];
        Assert.Equal([0, 1, .. Enumerable.Range(3, 7), .. Enumerable.Range(23, 7)], fold.Train.ToArray());
    }

    [Fact]
    public void Combinatorial_GivesWholePaths_OfFoldsThatTestEachSample()
    {
        var splitter = new CombinatorialPurgedSplitter(6, 2, 4);
        var samples = SampleSpans.OfRows(125, 2);
        var folds = splitter.Split(samples);
        Assert.Equal(15, folds.Count);
        Assert.Equal(5, splitter.Paths);
        var seen = new HashSet<(int Sample, int Fold)>();
        for (var path = 0; path < splitter.Paths; path++)
        {
            var onPath = splitter.FoldsOfPath(samples.Count, path);
            for (var sample = 0; sample < onPath.Length; sample++)
            {
                Assert.Contains(sample, folds[onPath[sample]].Test.ToArray());
                Assert.True(seen.Add((sample, onPath[sample])), "a prediction stands on two paths");
            }
        }
        Assert.Equal(folds.Sum(fold => fold.Test.Length), seen.Count);
    }

    [Fact]
    public void WalkForward_Rolling_KeepsItsLengths()
    {
        var folds = new WalkForwardSplitter(20, 5) { Gap = 2 }.Split(SampleSpans.OfRows(45));
        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 20), folds[0].Train.ToArray());
        Assert.Equal(Enumerable.Range(22, 5), folds[0].Test.ToArray());
        Assert.Equal(Enumerable.Range(15, 20), folds[3].Train.ToArray());
        Assert.Equal(Enumerable.Range(37, 5), folds[3].Test.ToArray());
        var anchored = new WalkForwardSplitter(20, 5) { IsAnchored = true }.Split(SampleSpans.OfRows(45));
        Assert.Equal(Enumerable.Range(0, 40), anchored[^1].Train.ToArray());
        var counted = WalkForwardSplitter.InFolds(4).Split(SampleSpans.OfRows(52));
        Assert.Equal(Enumerable.Range(42, 10), counted[^1].Test.ToArray());
        Assert.Equal(Enumerable.Range(12, 40).SelectMany(i => new[] { i }), counted.SelectMany(fold => fold.Test.ToArray()));
    }

    [Fact]
    public void Holdout_LeavesOutLabelsThatReachIntoTheNextPart()
    {
        var fold = Splitters.Parse("holdout:validation=0.2,test=0.2").Split(SampleSpans.OfRows(100, 12))[0];
        Assert.Equal(Enumerable.Range(0, 48), fold.Train.ToArray());
        Assert.Equal(Enumerable.Range(60, 8), fold.Validation.ToArray());
        Assert.Equal(Enumerable.Range(80, 20), fold.Test.ToArray());
        var atTimes = HoldoutSplitter.At(60, 80).Split(SampleSpans.OfRows(100, 12))[0];
        Assert.Equal(fold.Train.ToArray(), atTimes.Train.ToArray());
        Assert.Equal(fold.Validation.ToArray(), atTimes.Validation.ToArray());
    }

    [Fact]
    public void WithValidation_TakesTheLastPart_WithoutOverlap()
    {
        var samples = Random(5, 500);
        foreach (var fold in new PurgedKFoldSplitter(5, 4).Split(samples))
        {
            var carved = fold.WithValidation(samples, 0.2);
            var first = samples.Starts[carved.Validation.Span[0]];
            foreach (var sample in carved.Train.Span) Assert.True(samples.Ends[sample] < first);
            Assert.Equal(fold.Train.Length / 5, carved.Validation.Length);
            AssertApart(samples, carved.Validation.Span, carved.Test.Span);
        }
    }

    [Fact]
    public void KFold_Shuffled_TestsEachOnce_AndIsTheSameAgain()
    {
        var folds = new KFoldSplitter(4, 7).Split(SampleSpans.OfRows(31));
        Assert.Equal(Enumerable.Range(0, 31), folds.SelectMany(fold => fold.Test.ToArray()).Order());
        Assert.NotEqual(Enumerable.Range(0, 8), folds[0].Test.ToArray());
        Assert.All(folds, fold => Assert.Equal(31, fold.Train.Length + fold.Test.Length));
        Assert.Equal(folds[2].Test.ToArray(), new KFoldSplitter(4, 7).Split(SampleSpans.OfRows(31))[2].Test.ToArray());
    }

    [Theory]
    [InlineData("kfold:folds=4,seed=3")]
    [InlineData("purged-kfold:folds=5,embargo=0.01")]
    [InlineData("combinatorial:groups=6,test=2,embargo=10")]
    [InlineData("walk-forward:train=100,test=20,step=30,gap=4,anchored=true")]
    [InlineData("walk-forward:folds=3")]
    [InlineData("holdout:validation=0.1,test=0.2,gap=3")]
    [InlineData("holdout:validation-from=60,test-from=80")]
    public void Text_IsReadAgain(string text) => Assert.Equal(text, Splitters.Parse(text).Text);

    [Theory]
    [InlineData("purged-kfold:fold=5")]
    [InlineData("kfolds")]
    [InlineData("walk-forward:train=5")]
    [InlineData("purged-kfold:folds=1")]
    [InlineData("purged-kfold:embargo=1.5")]
    [InlineData("combinatorial:groups=3,test=3")]
    [InlineData("combinatorial:groups=60,test=30")]
    [InlineData("holdout:validation=0.5,test=0.5")]
    [InlineData("kfold:folds=two")]
    public void Parse_OfNonsense_IsRefused(string text) => Assert.ThrowsAny<ArgumentException>(() => Splitters.Parse(text));

    [Fact]
    public void Split_OfTooFewSamples_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new PurgedKFoldSplitter(5).Split(SampleSpans.OfRows(4)));
        Assert.Throws<ArgumentException>(() => new PurgedKFoldSplitter(2).Split(SampleSpans.OfRows(10, 30)));
        Assert.Throws<ArgumentException>(() => new WalkForwardSplitter(10, 5).Split(SampleSpans.OfRows(14)));
        Assert.Throws<ArgumentException>(() => new SampleSpans(new long[] { 2, 1 }, new long[] { 3, 3 }));
        Assert.Throws<ArgumentException>(() => new SampleSpans(new long[] { 2 }, new long[] { 1 }));
    }

    [Fact]
    public void Take_OfATrainingSet_GivesTheSamplesOfAFold()
    {
        var set = new TrainingSet
        {
            Features = new FeatureTable(new float[20], 2),
            Columns = ["a", "b"],
            Rows = new[] { 1, 3, 5, 7 },
            Targets = new double[] { 10, 30, 50, 70 },
            Weights = new double[] { 1, 3, 5, 7 },
            Task = LearningTask.Regression,
        };
        var taken = set.Take(new[] { 1, 3 });
        Assert.Equal([3, 7], taken.Rows.ToArray());
        Assert.Equal([30, 70], taken.Targets.ToArray());
        Assert.Equal([3, 7], taken.Weights.ToArray());
    }

    /// <summary>No training sample touches a test sample, and those that begin after a block's last label respect the embargo, whatever the splitter did.</summary>
    private static void AssertApart(SampleSpans samples, ReadOnlySpan<int> train, ReadOnlySpan<int> test)
    {
        foreach (var learnt in train)
            foreach (var judged in test)
                Assert.True(samples.Ends[learnt] < samples.Starts[judged] || samples.Starts[learnt] > samples.Ends[judged], $"{learnt} and {judged} overlap");
    }

    private static SampleSpans Random(ulong seed, int count)
    {
        var random = new SeededRandom(seed, "spans");
        var (starts, ends) = (new long[count], new long[count]);
        var time = 0L;
        for (var i = 0; i < count; i++)
        {
            time += random.NextInt(4);
            (starts[i], ends[i]) = (time, time + random.NextInt(12));
        }
        return new SampleSpans(starts, ends);
    }
}
