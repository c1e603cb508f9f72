using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Formats.Onnx;

public class OnnxExportTests
{
    [Theory]
    [InlineData("lstm", "layers=2", LearningTask.Regression)]
    [InlineData("lstm", "bidirectional=true,layers=2", LearningTask.MultiClass)]
    [InlineData("gru", "layers=2", LearningTask.Regression)]
    [InlineData("gru", "bidirectional=true,layers=1", LearningTask.Binary)]
    [InlineData("tcn", "channels=4,blocks=3,kernel=2", LearningTask.Regression)]
    [InlineData("tcn", "channels=3,blocks=1", LearningTask.Binary)]
    [InlineData("transformer", "layers=2", LearningTask.Regression)]
    [InlineData("transformer", "layers=1,preNorm=false,activation=relu,causal=false,learnedPositions=true", LearningTask.MultiClass)]
    [InlineData("mlp", "hidden=8,batchNorm=true", LearningTask.Binary)]
    [InlineData("mlp", "hidden=8,activation=relu,loss=quantile", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=gelu,loss=sharpe", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=silu", LearningTask.MultiClass)]
    [InlineData("mlp", "hidden=8,activation=elu", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=selu", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=leaky-relu", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=tanh", LearningTask.Regression)]
    [InlineData("mlp", "hidden=8,activation=sigmoid", LearningTask.Regression)]
    public void Of_TrainedNetwork_ImportedAgainPredictsTheSame(string kind, string settings, LearningTask task)
    {
        var set = Samples(task);
        var model = Train(kind, settings, set);
        var bytes = OnnxExport.Of(model.Save());
        Keep(kind, settings, task, bytes, model, set);
        var imported = OnnxModel.Load(bytes, new OnnxOptions { Task = task }, "exported");
        Assert.Equal((model.Window, model.Columns, model.Outputs, "tidemark"), (imported.Window, imported.Columns, imported.Outputs, imported.Producer));
        var (expected, actual) = (new double[set.Count * model.Outputs], new double[set.Count * model.Outputs]);
        model.Predict(set.Features, set.Rows.Span, expected);
        ((IFittedModel)imported).Predict(set.Features, set.Rows.Span, actual);
        var size = expected.Select(Math.Abs).Max();
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one, other, 2e-5 * size);
        Assert.Equal(bytes, OnnxExport.Of(imported));
        Assert.Equal(bytes, OnnxExport.Of(model));
    }

    [Fact]
    public void Of_NoNetwork_IsRefused() => Assert.Contains("cannot be exported as ONNX", Assert.Throws<ArgumentException>(() => OnnxExport.Of(new Foreign())).Message, StringComparison.Ordinal);

    /// <summary>Leaves what was exported for bench/peers/onnx_check.py, where it is asked for.</summary>
    private static void Keep(string kind, string settings, LearningTask task, byte[] bytes, IFittedModel model, TrainingSet set)
    {
        if (Environment.GetEnvironmentVariable("TIDEMARK_ONNX_KEEP") is not { Length: > 0 } folder) return;
        var name = $"{kind}-{settings.Replace(',', '-').Replace('=', '-')}-{task}";
        File.WriteAllBytes(Path.Combine(folder, name + ".onnx"), bytes);
        var window = set.Features.Read(0, model.Window);
        var outputs = new double[model.Outputs];
        model.Predict(window, outputs);
        Npy.Write(Path.Combine(folder, name + ".input.npy"), StateTensor.Of([1, model.Window, model.Columns], window));
        Npy.Write(Path.Combine(folder, name + ".output.npy"), StateTensor.Of<double>([1, model.Outputs], outputs));
    }

    private static IFittedModel Train(string kind, string settings, TrainingSet set)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        var given = settings.Split(',').Select(one => one.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        given.AddRange([KeyValuePair.Create("window", "7"), KeyValuePair.Create("epochs", "2"), KeyValuePair.Create("learningRate", "0.01")]);
        if (kind is "lstm" or "gru") given.Add(KeyValuePair.Create("hidden", "5"));
        if (kind == "transformer") given.AddRange([KeyValuePair.Create("size", "8"), KeyValuePair.Create("heads", "2"), KeyValuePair.Create("feedForward", "12")]);
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given)).Fit(set, null, new FitContext());
    }

    private static TrainingSet Samples(LearningTask task)
    {
        var random = new SeededRandom(9, "samples");
        var values = new float[70 * 3];
        foreach (ref var value in values.AsSpan()) value = (float)random.NextNormal();
        int[] rows = [.. Enumerable.Range(6, 64)];
        var classes = task == LearningTask.Binary ? 2 : task == LearningTask.MultiClass ? 3 : 0;
        return new TrainingSet
        {
            Features = new FeatureTable(values, 3),
            Columns = ["a", "b", "c"],
            Rows = rows,
            Targets = rows.Select(row => classes > 0 ? random.NextInt(classes) : 0.01 * (values[3 * row] + 1)).ToArray(),
            Task = task,
            Classes = classes,
        };
    }

    private sealed class Foreign : IFittedModel
    {
        public LearningTask Task => LearningTask.Regression;

        public int Columns => 1;

        public int Window => 1;

        public int Outputs => 1;

        public void Predict(ReadOnlySpan<float> window, Span<double> outputs) => outputs[0] = 0;

        public ModelState Save() => new() { Kind = "foreign", Settings = [], Tensors = new Dictionary<string, StateTensor>() };
    }
}
