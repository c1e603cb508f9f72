using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Research.Training;

namespace Tidemark.Tests.Research.Training;

public sealed class TrainedModelTests
{
    [Fact]
    public void SaveAndLoad_ThroughAFile_PredictsTheSameFromRawFeatures()
    {
        var model = TrainedModels.Boosted();
        using var file = new MemoryStream();
        Safetensors.Write(file, model.Save());
        file.Position = 0;
        var loaded = TrainedModel.Load(Safetensors.Read(file, "memory"));
        Span<double> before = stackalloc double[1], after = stackalloc double[1];
        foreach (var (a, b) in ((float, float)[])[(0.1f, 0.9f), (0.8f, 0.7f), (float.NaN, 0.99f)])
        {
            model.Predict([a, b], before);
            loaded.Predict([a, b], after);
            Assert.Equal(before[0], after[0]);
        }
        Assert.Equal(["down", "up"], loaded.Card.Target.Classes);
        Assert.Equal(3, (int)loaded.Card.Market["horizon"]!);
        Assert.Equal(model.Card.Parameters, loaded.Card.Parameters);
        Assert.Equal(["a", "b"], loaded.Card.Columns);
    }

    [Fact]
    public void Load_ModelWithoutDescription_IsRefused()
    {
        var bare = TrainedModels.Boosted().Fitted.Save();
        Assert.Contains("does not say what its features are", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(bare)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NewerDescription_IsRefused()
    {
        var state = TrainedModels.Boosted().Save();
        var settings = state.Settings.DeepClone().AsObject();
        settings["tidemark"]!["version"] = 2;
        Assert.Contains("use a newer program", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(state with { Settings = settings })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PreparationOfAnotherWidth_IsRefused()
    {
        var state = TrainedModels.Boosted().Save();
        var tensors = new Dictionary<string, StateTensor>(state.Tensors) { ["input.mean"] = StateTensor.Of<double>([1, 2, 3]) };
        Assert.Contains("input.mean", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(state with { Tensors = tensors })).Message, StringComparison.Ordinal);
    }
}
