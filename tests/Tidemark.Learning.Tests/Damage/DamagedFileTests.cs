using Tidemark.Learning.Data;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Networks.Training;
using Tidemark.Learning.Tests.Formats.Onnx;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Damage;

/// <summary>Whatever a file holds, it is read or refused in the documented way, and asks for no more memory than it has reason to.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Damaged = 100;
    private const long MostBytes = 128 << 20;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-damage");

    private string FilePath => Path.Combine(folder.FullName, "file");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Safetensors_Damaged_AreReadOrRefused()
    {
        var stream = new MemoryStream();
        Safetensors.Write(stream, SmallModels.Fit("lstm", LearningTask.Binary).Save());
        Try(stream.ToArray(), bytes => Safetensors.Read(new MemoryStream(bytes), "file"));
    }

    [Fact]
    public void Arrays_Damaged_AreReadOrRefused()
    {
        var stream = new MemoryStream();
        Npy.Write(stream, StateTensor.Of<float>([5, 3], new float[15]));
        Try(stream.ToArray(), bytes => Npy.Read(new MemoryStream(bytes), "file"));
        Try(stream.ToArray(), bytes =>
        {
            File.WriteAllBytes(FilePath, bytes);
            using var features = MappedFeatures.Open(FilePath);
            features.Read(0, features.Rows);
        });
    }

    [Fact]
    public void OnnxGraphs_Damaged_AreRunOrRefused()
    {
        foreach (var file in PyTorchFile.All)
            Try(
                file.Bytes(),
                bytes =>
                {
                    var model = OnnxModel.Load(bytes, new OnnxOptions { Window = file.Window, Columns = file.Columns }, "file");
                    Use(model);
                },
                mostBytes: 3 * OnnxBudget.MostNumbers * sizeof(float));
    }

    [Fact]
    public void Checkpoints_Damaged_AreTakenUpOrRefused()
    {
        var random = new SeededRandom(5, "checkpoint");
        var values = new float[120];
        foreach (ref var value in values.AsSpan()) value = (float)random.NextNormal();
        var samples = new TrainingWindows(new FeatureTable(values, 2), 2, [.. Enumerable.Range(1, 50)], new float[50], []);
        void Train() => new NetworkTrainer(
            () => new DenseNetwork(new NetworkShape(2, 2, 1, false), [3], ActivationKind.Tanh, true, 0.1f),
            new MeanSquaredLoss(),
            weights => new Adam(weights),
            new TrainerOptions { Epochs = 2, Schedule = RateSchedule.Plateau },
            new FitContext { CheckpointPath = FilePath }).Train(samples, samples);
        Train();
        var whole = File.ReadAllBytes(FilePath);
        Try(whole, bytes =>
        {
            File.WriteAllBytes(FilePath, bytes);
            Train();
        });
        // And such that only their settings and tensors are others.
        var state = Safetensors.Read(new MemoryStream(whole), "file");
        for (var i = 0; i < Damaged * Damages.Rounds; i++)
        {
            Safetensors.Write(FilePath, Damages.Of(state, random));
            Refusable(Train, MostBytes);
        }
    }

    /// <summary>Every kind of model, with the tasks that it does.</summary>
    public static TheoryData<string, LearningTask> Kinds
    {
        get
        {
            var data = new TheoryData<string, LearningTask>();
            // What is imported is no model that learns; its files are damaged above.
            foreach (var model in ModelCatalog.All.Where(model => model.Name != OnnxModel.Kind))
                foreach (var task in model.Tasks) data.Add(model.Name, task);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Models_WithOtherSettingsAndNumbers_PredictOrAreRefused(string kind, LearningTask task) => Damage(SmallModels.Fit(kind, task).Save(), $"{kind} {task}");

    [Fact]
    public void Ensembles_WithOtherSettingsAndNumbers_PredictOrAreRefused() =>
        Damage(new EnsembleModel([SmallModels.Fit("gbm", LearningTask.Binary), SmallModels.Fit("mlp", LearningTask.Binary)], EnsembleRule.Mean, [0.25, 0.75]).Save(), "ensemble");

    private static void Damage(ModelState state, string stream)
    {
        var random = new SeededRandom(7, stream);
        for (var i = 0; i < Damaged * Damages.Rounds; i++)
        {
            var damaged = Damages.Of(state, random);
            Refusable(() => Use(ModelCatalog.Load(damaged)), MostBytes);
        }
    }

    /// <summary>Asks a model for predictions, and one of trees for its reasons.</summary>
    private static void Use(IFittedModel model)
    {
        var window = new float[model.Window * model.Columns];
        var outputs = new double[model.Outputs];
        Refusable<Exception>(() => model.Predict(window, outputs), failure => failure is InvalidDataException or ArgumentException or ArithmeticException);
        if (model is Tidemark.Learning.Trees.TreeModel trees && (long)trees.Outputs * trees.Columns < 1 << 20)
            Refusable<Exception>(() => trees.Explain(window, new double[trees.Outputs * (trees.Columns + 1)]), failure => failure is ArgumentException);
    }

    private static void Try(byte[] file, Action<byte[]> read, long mostBytes = MostBytes)
    {
        var random = new SeededRandom(1, "damage");
        for (var i = 0; i < Damaged * Damages.Rounds; i++)
        {
            var damaged = Damages.Of(file, random);
            Refusable(() => read(damaged), mostBytes);
        }
    }

    private static void Refusable(Action read, long mostBytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusable<InvalidDataException>(read, _ => true);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
    }

    private static void Refusable<T>(Action work, Func<T, bool> isExpected) where T : Exception
    {
        try
        {
            work();
        }
        catch (T refusal) when (isExpected(refusal))
        {
            Assert.NotEmpty(refusal.Message);
        }
    }
}
