using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tests.Classics;

public class BaselineTests
{
    private static readonly double[] Returns = [0.1, -0.2, 0.3, 0.1, -0.1, 0, 0.2, -0.3];

    [Fact]
    public void Prior_IsTheWeightedSharesOfClasses()
    {
        Assert.Equal([0.75], One("baseline-prior", "", Set(LearningTask.Binary, [1, 0, 1, 1], [1, 1, 1, 1])));
        Assert.Equal([0.25, 0.5, 0.25], One("baseline-prior", "", Set(LearningTask.MultiClass, [1, 0, 1, 2], [1, 1, 1, 1])));
        Assert.Equal([0.5], One("baseline-prior", "", Set(LearningTask.Binary, [1, 0, 1, 1], [1, 2, 1, 0])));
    }

    [Fact]
    public void MeanAndZero_AreWhatTheySay()
    {
        Assert.Equal(0.75, One("baseline-mean", "", Set(LearningTask.Regression, [1, 2, 0, 0], []))[0]);
        Assert.Equal(0, One("baseline-zero", "", Set(LearningTask.Regression, [1, 2, 0, 0], []))[0]);
    }

    [Fact]
    public void Persistence_OfNumbers_IsTheLastReturn()
    {
        var set = Set(LearningTask.Regression, new double[8], []);
        Assert.Equal(Returns, ClassicSamples.Predict(ClassicSamples.Fit("baseline-persistence", "", set), set), (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void Persistence_OfClasses_IsWhatFollowedOnThatSign()
    {
        // Ups follow on 0.1, 0.3, 0.1, 0.2 twice in four, on falls always; one sample of all (5 of 8 up) is added to each.
        var set = Set(LearningTask.Binary, [1, 1, 0, 1, 1, 0, 0, 1], []);
        var predicted = ClassicSamples.Predict(ClassicSamples.Fit("baseline-persistence", "", set), set);
        Assert.Equal((2 + 0.625) / 5, predicted[0], 1e-12);
        Assert.Equal((3 + 0.625) / 4, predicted[1], 1e-12);
        Assert.Equal(0.625 / 2, predicted[5], 1e-12);
    }

    [Fact]
    public void MovingAverage_ReadsItsWindow()
    {
        var set = Set(LearningTask.Regression, new double[8], []) with { Rows = Enumerable.Range(2, 6).ToArray(), Targets = new double[6] };
        var model = ClassicSamples.Fit("baseline-moving-average", "window=3", set);
        Assert.Equal(3, model.Window);
        Assert.Equal(0.2 / 3, ClassicSamples.Predict(model, set)[0], 1e-7);
        Assert.Equal(ClassicSamples.Predict(model, set), ClassicSamples.Predict(ModelCatalog.Load(model.Save()), set));
    }

    [Fact]
    public void Persistence_WithoutReturns_AsksForThem()
    {
        var set = Set(LearningTask.Regression, new double[8], []) with { Columns = ["close"] };
        Assert.StartsWith("no feature has a name with 'ret' in it; say with column=N", Assert.Throws<ArgumentException>(() => ClassicSamples.Fit("baseline-persistence", "", set)).Message, StringComparison.Ordinal);
        Assert.Equal("there is no column 1; the last of the features is 0", Assert.Throws<ArgumentException>(() => ClassicSamples.Fit("baseline-persistence", "column=1", set)).Message);
    }

    private static double[] One(string model, string settings, TrainingSet set)
    {
        var fitted = ClassicSamples.Fit(model, settings, set);
        Assert.Equal(ClassicSamples.Predict(fitted, set), ClassicSamples.Predict(ModelCatalog.Load(fitted.Save()), set));
        return ClassicSamples.Predict(fitted, set)[..fitted.Outputs];
    }

    private static TrainingSet Set(LearningTask task, double[] targets, double[] weights) =>
        ClassicSamples.Set(task, Returns, 1, targets, weights) with { Columns = ["logret_1"], Rows = Enumerable.Range(0, targets.Length).ToArray() };
}
