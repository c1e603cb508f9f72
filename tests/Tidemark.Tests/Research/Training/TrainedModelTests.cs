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

    /// <summary>The form in which models were saved before steps could be chosen.</summary>
    [Theory]
    [InlineData("ZScore", true, "zscore | mean")]
    [InlineData("None", true, "mean")]
    [InlineData("None", false, "")]
    public void Load_FirstForm_PredictsAsItDid(string scaling, bool isFilled, string steps)
    {
        var model = TrainedModels.Boosted();
        var inner = model.Fitted.Save();
        var card = model.Card.ToJson();
        (card["version"], card["scaling"], card["fillsMissing"]) = (1, scaling, isFilled);
        foreach (var name in (string[])["kind", "preparation", "selection", "calibration"]) card.Remove(name);
        var tensors = new Dictionary<string, StateTensor>(inner.Tensors);
        if (isFilled) tensors["input.fill"] = StateTensor.Of<double>([0.25, 0.5]);
        if (scaling == "ZScore") (tensors["input.mean"], tensors["input.scale"]) = (StateTensor.Of<double>([0.5, 0.25]), StateTensor.Of<double>([2, 4]));
        var settings = inner.Settings.DeepClone().AsObject();
        settings["tidemark"] = card;
        var loaded = TrainedModel.Load(inner with { Settings = settings, Tensors = tensors });
        Assert.Equal((steps, "gbm"), (loaded.Card.Preparation, loaded.Card.Kind));
        Span<double> expected = stackalloc double[1], actual = stackalloc double[1];
        foreach (var (a, b) in ((float, float)[])[(0.1f, 0.9f), (0.8f, 0.7f), (float.NaN, 0.99f)])
        {
            var (x, y) = (float.IsNaN(a) && isFilled ? 0.25f : a, b);
            model.Fitted.Predict(scaling == "ZScore" ? [(x - 0.5f) / 2, (y - 0.25f) / 4] : [x, y], expected);
            loaded.Predict([a, b], actual);
            Assert.Equal(expected[0], actual[0]);
        }
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
        settings["tidemark"]!["version"] = 3;
        Assert.Contains("use a newer program", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(state with { Settings = settings })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PreparationOfAnotherWidth_IsRefused()
    {
        var state = TrainedModels.Boosted().Save();
        var tensors = new Dictionary<string, StateTensor>(state.Tensors) { ["preparation/0.offsets"] = StateTensor.Of<double>([1, 2, 3]) };
        Assert.Contains("no pairs", Assert.Throws<InvalidDataException>(() => TrainedModel.Load(state with { Tensors = tensors })).Message, StringComparison.Ordinal);
    }
}
