using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Networks.Estimation;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Estimation;

public class NetworkModelTests
{
    private const int Window = 6;

    public static TheoryData<string, LearningTask> KindsAndTasks { get; } = new(
        from form in NetworkForms.All
        from task in Enum.GetValues<LearningTask>()
        select new TheoryDataRow<string, LearningTask>(form.Name, task));

    public static TheoryData<string> Kinds { get; } = new(NetworkForms.All.Select(form => form.Name));

    [Theory]
    [MemberData(nameof(KindsAndTasks))]
    public void Load_SavedModel_PredictsTheSame(string kind, LearningTask task)
    {
        var (model, set) = Fit(kind, task, "epochs=2");
        var stream = new MemoryStream();
        Safetensors.Write(stream, model.Save());
        stream.Position = 0;
        var again = ModelCatalog.Load(Safetensors.Read(stream, "saved"));
        Assert.Equal((model.Task, model.Window, model.Columns, model.Outputs), (again.Task, again.Window, again.Columns, again.Outputs));
        Assert.Equal(Predict(model, set), Predict(again, set));
    }

    [Theory]
    [MemberData(nameof(KindsAndTasks))]
    public void Predict_OneByOne_IsAsInBatchesAndAllocatesNothing(string kind, LearningTask task)
    {
        var (model, set) = Fit(kind, task, "epochs=2");
        var batched = Predict(model, set);
        var outputs = new double[model.Outputs];
        var rows = set.Rows.Span;
        var allocated = -1L;
        for (var i = 0; i < rows.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            model.Predict(set.Features.Read(rows[i] - model.Window + 1, model.Window), outputs);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            for (var j = 0; j < outputs.Length; j++) Assert.Equal(outputs[j], batched[i * outputs.Length + j], 1e-5);
        }
        Assert.InRange(allocated, 0, 64);
        if (task != LearningTask.Regression) Assert.All(batched, probability => Assert.InRange(probability, 0, 1));
        if (task == LearningTask.MultiClass) Assert.Equal(1, outputs.Sum(), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_TargetsAsSmallAsReturns_AreLearnt(string kind)
    {
        var (model, set) = Fit(kind, LearningTask.Regression, "epochs=20,dropout=0,learningRate=0.01,patience=0");
        var predictions = Predict(model, set);
        var targets = set.Targets.ToArray();
        var mean = targets.Average();
        var error = targets.Zip(predictions).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
        var variance = targets.Sum(target => (target - mean) * (target - mean));
        Assert.True(error < 0.5 * variance, $"{kind} explains {1 - error / variance:P1}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Classes_AreLearnt(string kind)
    {
        foreach (var (task, classes) in new[] { (LearningTask.Binary, 2), (LearningTask.MultiClass, 3) })
        {
            var (model, set) = Fit(kind, task, "epochs=15,dropout=0,learningRate=0.01,patience=0");
            var predictions = Predict(model, set);
            var right = Enumerable.Range(0, set.Count).Count(i => set.Targets.Span[i] == (task == LearningTask.Binary ? (predictions[i] > 0.5 ? 1 : 0) : Best(predictions.AsSpan(i * classes, classes))));
            Assert.True(right > 0.7 * set.Count, $"{kind} has {right} of {set.Count} {task} right");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_MissingValue_NamesColumnAndRow(string kind)
    {
        var set = Samples(40, LearningTask.Regression);
        var values = set.Features.Read(0, set.Features.Rows).ToArray();
        values[20 * 3 + 1] = float.NaN;
        var features = new FeatureTable(values, 3);
        var refusal = Assert.Throws<ArgumentException>(() => Create(kind, "epochs=1").Fit(set with { Features = features }, null, new FitContext()));
        Assert.StartsWith($"'slow' is missing in row 20; {kind} takes no missing values", refusal.Message, StringComparison.Ordinal);
        var (model, _) = Fit(kind, LearningTask.Regression, "epochs=1");
        Assert.Contains("feature 2 of 3 is missing in row 20", Assert.Throws<ArgumentException>(() => model.Predict(features, [19, 20], new double[2])).Message, StringComparison.Ordinal);
        // A missing value where no window reaches does no harm.
        var later = set with { Features = features, Rows = set.Rows[21..], Targets = set.Targets[21..] };
        Create(kind, "epochs=1").Fit(later, null, new FitContext());
    }

    [Fact]
    public void Fit_Quantiles_GiveMedianLowAndHigh()
    {
        var (model, set) = Fit("mlp", LearningTask.Regression, "epochs=60,loss=quantile,quantileLow=0.1,quantileHigh=0.9,learningRate=0.01,hidden=8,patience=0", noise: 1);
        Assert.Equal(3, model.Outputs);
        var predictions = Predict(model, set);
        var inside = 0;
        for (var i = 0; i < set.Count; i++)
        {
            var (middle, low, high) = (predictions[3 * i], predictions[3 * i + 1], predictions[3 * i + 2]);
            Assert.True(low <= middle && middle <= high);
            if (set.Targets.Span[i] >= low && set.Targets.Span[i] <= high) inside++;
        }
        Assert.InRange(inside / (double)set.Count, 0.65, 0.93);
    }

    [Fact]
    public void Fit_Sharpe_GivesPositionsThatEarn()
    {
        var (model, set) = Fit("mlp", LearningTask.Regression, "epochs=30,loss=sharpe,learningRate=0.01,patience=0");
        var predictions = Predict(model, set);
        Assert.All(predictions, position => Assert.InRange(position, -1, 1));
        Assert.True(predictions.Zip(set.Targets.ToArray()).Sum(pair => pair.First * pair.Second) > 0);
    }

    [Theory]
    [InlineData("focal", LearningTask.Regression, "the loss 'focal' is of classes")]
    [InlineData("mse", LearningTask.Binary, "the loss 'mse' is of values")]
    [InlineData("sharpe", LearningTask.MultiClass, "the loss 'sharpe' is of values")]
    public void Fit_LossOfAnotherTask_IsRefused(string loss, LearningTask task, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => Fit("mlp", task, $"loss={loss}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Fit_RowsWithoutTheirWindowAndWithoutWeight_AreLeftOut()
    {
        var set = Samples(40, LearningTask.Regression);
        var whole = Create("mlp", "epochs=2").Fit(set, null, new FitContext());
        var early = set with { Rows = (int[])[0, 3, .. set.Rows.Span], Targets = (double[])[1e9, -1, .. set.Targets.Span] };
        // Targets of rows that are left out do count for the scale of targets, unless their weight is zero.
        var weights = (double[])[0, 0, .. Enumerable.Repeat(1.0, set.Count)];
        Assert.Equal(Predict(whole, set), Predict(Create("mlp", "epochs=2").Fit(early with { Weights = weights }, null, new FitContext()), set), (left, right) => left.Zip(right).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9));
        Assert.Contains("reads windows of 6 rows", Assert.Throws<ArgumentException>(() => Create("mlp", "").Fit(set with { Rows = (int[])[2], Targets = (double[])[1] }, null, new FitContext())).Message, StringComparison.Ordinal);
        Assert.Contains("the weight of row 5 is -1", Assert.Throws<ArgumentException>(() => Create("mlp", "").Fit(set with { Rows = (int[])[5], Targets = (double[])[1], Weights = (double[])[-1] }, null, new FitContext())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SettingsThatDoNotGoTogether_AreRefused() =>
        Assert.Contains("cannot be split into 5 heads", Assert.Throws<ArgumentException>(() => Create("transformer", "heads=5")).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_DamagedState_IsRefused()
    {
        var (model, _) = Fit("mlp", LearningTask.Regression, "epochs=1");
        var state = model.Save();
        var less = state.Tensors.Where(pair => pair.Key != "head.bias").ToDictionary();
        Assert.Contains("lacks 'head.bias'", Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(state with { Tensors = less })).Message, StringComparison.Ordinal);
        foreach (var key in state.Settings.Select(pair => pair.Key).ToList())
        {
            var settings = state.Settings.DeepClone().AsObject();
            settings.Remove(key);
            Assert.Throws<InvalidDataException>(() => ModelCatalog.Load(state with { Settings = settings }));
        }
    }

    [Fact]
    public void Fit_Progress_IsInUnitsOfTheTarget()
    {
        var curve = new List<TrainingProgress>();
        var set = Samples(100, LearningTask.Regression);
        Create("mlp", "epochs=3").Fit(set, set, new FitContext { Progress = curve.Add });
        var mean = set.Targets.ToArray().Average();
        var variance = set.Targets.ToArray().Average(target => (target - mean) * (target - mean));
        Assert.Equal([1, 2, 3], curve.Select(point => point.Step));
        Assert.All(curve, point => Assert.InRange(point.ValidationLoss, 0, 3 * variance));
    }

    private static IEstimator Create(string kind, string settings)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        var given = settings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        var names = descriptor.Parameters.Select(parameter => parameter.Name).ToHashSet();
        foreach (var (name, text) in new[] { ("window", $"{Window}"), ("hidden", "16"), ("layers", "1"), ("channels", "8"), ("blocks", "2"), ("size", "8"), ("heads", "2"), ("feedForward", "16"), ("batchSize", "16") })
            if (names.Contains(name) && given.TrueForAll(pair => pair.Key != name)) given.Add(KeyValuePair.Create(name, text));
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given));
    }

    private static (IFittedModel Model, TrainingSet Set) Fit(string kind, LearningTask task, string settings, double noise = 0)
    {
        var set = Samples(200, task, noise);
        return (Create(kind, settings).Fit(set, null, new FitContext { Seed = 3 }), set);
    }

    /// <summary>Samples whose target, as small as returns are, depends on the last two rows.</summary>
    private static TrainingSet Samples(int count, LearningTask task, double noise = 0)
    {
        var random = new SeededRandom(11, "samples");
        var values = new float[(count + Window) * 3];
        foreach (ref var value in values.AsSpan()) value = (float)random.NextNormal();
        int[] rows = [.. Enumerable.Range(Window - 1, count)];
        double[] returns = [.. rows.Select(row => 0.0002 + 0.001 * (values[3 * row] - values[3 * row - 2] + noise * random.NextNormal()))];
        var classes = task == LearningTask.Binary ? 2 : task == LearningTask.MultiClass ? 3 : 0;
        return new TrainingSet
        {
            Features = new FeatureTable(values, 3),
            Columns = ["fast", "slow", "volume"],
            Rows = rows,
            Targets = task switch
            {
                LearningTask.Binary => returns.Select(value => value > 0 ? 1.0 : 0).ToArray(),
                LearningTask.MultiClass => returns.Select(value => value < -0.0005 ? 0.0 : value > 0.0008 ? 2 : 1).ToArray(),
                _ => returns,
            },
            Task = task,
            Classes = classes,
        };
    }

    private static double[] Predict(IFittedModel model, TrainingSet set)
    {
        var outputs = new double[set.Count * model.Outputs];
        model.Predict(set.Features, set.Rows.Span, outputs);
        return outputs;
    }

    private static int Best(ReadOnlySpan<double> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[best]) best = i;
        return best;
    }
}
