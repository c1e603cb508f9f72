using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Tests.Research.Training;

public sealed class TableTrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-training-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Train_WithValidation_PreparesByTheRowsLearntFromAlone()
    {
        var model = new SumModel(1, 1);
        var result = Train("a,y\n1,0.5\n3,1.5\n,2.5\n100,3.5\n200,4.5\n", SumModel.Describe(model, wantsScaled: true), request => request with { Validation = 0.4 });
        Assert.Equal([0, 1, 2], model.Train!.Rows.ToArray());
        Assert.Equal([3, 4], model.Watched!.Rows.ToArray());
        // Mean 2, population deviation 1, and the missing value lies on the mean.
        Assert.Equal([-1f, 1f, 0f, 98f, 198f], model.Train.Features.Read(0, 5).ToArray());
        Assert.Equal((3, 2), (result.TrainRows, result.ValidationRows));
        Assert.Single(result.LearningCurve);
    }

    [Fact]
    public void Train_Gap_BelongsToNeitherPart()
    {
        var model = new SumModel(1, 1);
        Train("a,y\n1,0.1\n2,0.2\n3,0.3\n4,0.4\n5,0.5\n", SumModel.Describe(model), request => request with { Validation = 0.4, Gap = 2 });
        Assert.Equal([0], model.Train!.Rows.ToArray());
        Assert.Equal([3, 4], model.Watched!.Rows.ToArray());
    }

    [Fact]
    public void Train_RowsWithoutLabel_AreNoSamplesButStayInTheTable()
    {
        var model = new SumModel(1, 2);
        var result = Train("a,w,y\n1,1,0.5\n2,2,\n3,3,1.5\n4,4,2.5\n", SumModel.Describe(model), request => request with { Columns = request.Columns with { Weight = "w" } });
        Assert.Equal([0, 2, 3], model.Train!.Rows.ToArray());
        Assert.Equal([0.5, 1.5, 2.5], model.Train.Targets.ToArray());
        Assert.Equal([1, 3, 4], model.Train.Weights.ToArray());
        Assert.Equal(4, model.Train.Features.Rows);
        Assert.Contains("1 rows without a label", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,1,0", LearningTask.Binary, "0,1")]
    [InlineData("-1,1,1", LearningTask.Binary, "-1,1")]
    [InlineData("up,down,up", LearningTask.Binary, "down,up")]
    [InlineData("10,9,8", LearningTask.MultiClass, "8,9,10")]
    [InlineData("1.5,2,3", LearningTask.Regression, "")]
    public void Train_Labels_SayWhatIsPredicted(string labels, LearningTask task, string classes)
    {
        var model = new SumModel(1, 1);
        var every = SumModel.Describe(model, false, false, LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass);
        var result = Train("a,y\n" + string.Concat(labels.Split(',').Select(label => $"1,{label}\n")), every, request => request);
        Assert.Equal(task, model.Train!.Task);
        Assert.Equal(classes, string.Join(',', result.Model.Card.Target.Classes));
        if (task != LearningTask.Regression) Assert.All(model.Train.Targets.ToArray(), target => Assert.Contains(target, new double[] { 0, 1, 2 }));
    }

    [Fact]
    public void Train_ClassesForAModelOfValues_AreLearntAsNumbersAndItIsSaid()
    {
        var model = new SumModel(1, 1);
        var result = Train("a,y\n1,0\n2,1\n", SumModel.Describe(model), request => request);
        Assert.Equal(LearningTask.Regression, model.Train!.Task);
        Assert.Contains("learns them as numbers", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_LabelOfOneValue_IsRefused() => Assert.Contains("is '1' in every row",
        Assert.Throws<BadInputException>(() => Train("a,y\n1,1\n2,1\n", SumModel.Describe(new SumModel(1, 1), false, false, LearningTask.Binary), request => request with { Task = LearningTask.Binary })).Message, StringComparison.Ordinal);

    [Fact]
    public void Predict_FirstRowsOfATable_ReachBackIntoTheOneBefore()
    {
        var trained = Model(3);
        var before = new FeatureTable(new float[] { 10, 20, 30 }, 1);
        var table = new FeatureTable(new float[] { 1, 2, 3, 4 }, 1);
        Assert.Equal([51, 33, 6, 9], TablePrediction.Predict(trained, table, before));
        Assert.Equal([double.NaN, double.NaN, 6, 9], TablePrediction.Predict(trained, table, null));
        Assert.Equal([double.NaN, 33, 6, 9], TablePrediction.Predict(trained, table, new FeatureTable(new float[] { 30 }, 1)));
        Assert.Equal([double.NaN], TablePrediction.Predict(trained, new FeatureTable(new float[] { 1 }, 1), null));
        Assert.Equal([51], TablePrediction.Predict(trained, new FeatureTable(new float[] { 1 }, 1), before));
    }

    [Fact]
    public void Predict_ManyRowsOfAScaledModel_AgreesWithOneByOne()
    {
        var rows = 10_000;
        var values = Enumerable.Range(0, rows * 2).Select(i => (float)Math.Sin(i)).ToArray();
        var features = new FeatureTable(values, 2);
        var preparation = Preprocessor.Parse("zscore | mean").Fit(features, ["a", "b"], Enumerable.Range(0, 100).ToArray());
        var trained = new TrainedModel(new SumModel(2, 5), preparation, Card(["a", "b"]));
        var all = TablePrediction.Predict(trained, features, null);
        var one = new double[1];
        for (var row = 4; row < rows; row += 137)
        {
            trained.Predict(features.Read(row - 4, 5), one);
            Assert.Equal(one[0], all[row], 12);
        }
    }

    private static TrainedModel Model(int window) => new(new SumModel(1, window), FittedPreprocessor.None(["a"]), Card(["a"]));

    private static ModelCard Card(ImmutableArray<string> columns) => new() { Kind = "sum", Columns = columns, Label = "y", Target = new TargetEncoding(LearningTask.Regression, []) };

    private TableTrainingResult Train(string text, ModelDescriptor model, Func<TableTrainingRequest, TableTrainingRequest> change)
    {
        var path = Path.Combine(folder.FullName, "t.csv");
        File.WriteAllText(path, text);
        return TableTraining.Train(change(new TableTrainingRequest { Model = model, Path = path, Columns = new TableColumns { Label = "y" } }));
    }
}
