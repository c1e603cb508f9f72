using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Formats.Onnx;

public class OnnxModelTests
{
    public static TheoryData<PyTorchFile> Files { get; } = new(PyTorchFile.All);

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Predict_FileOfPyTorch_IsWhatPyTorchComputed(PyTorchFile file)
    {
        var model = Load(file);
        Assert.Equal((file.Window, file.Columns, file.Output.Length, "pytorch"), (model.Window, model.Columns, model.Outputs, model.Producer));
        AssertNear(file.Output, Predict(model, file.Input));
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Load_SavedModel_PredictsTheSame(PyTorchFile file)
    {
        var model = Load(file);
        var stream = new MemoryStream();
        Safetensors.Write(stream, model.Save());
        stream.Position = 0;
        var again = ModelCatalog.Load(Safetensors.Read(stream, "saved"));
        Assert.Equal((model.Window, model.Columns, model.Outputs, model.Task), (again.Window, again.Columns, again.Outputs, again.Task));
        Assert.Equal(Predict(model, file.Input), Predict(again, file.Input));
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Predict_Again_AllocatesNothingAndRemembersNothing(PyTorchFile file)
    {
        var model = Load(file);
        var outputs = new double[model.Outputs];
        var other = file.Input.Select(value => 3 - value).ToArray();
        model.Predict(other, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(file.Input, outputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        AssertNear(file.Output, outputs);
    }

    [Fact]
    public void Load_CutOrDamagedFile_IsRefusedInOneWay()
    {
        foreach (var file in PyTorchFile.All)
        {
            var bytes = file.Bytes();
            for (var length = 0; length < bytes.Length; length += 7) TryLoad(bytes[..length], file);
            var random = new SeededRandom(3, "damage");
            for (var i = 0; i < 200; i++)
            {
                var damaged = bytes.ToArray();
                damaged[random.NextInt(damaged.Length)] ^= (byte)(1 << random.NextInt(8));
                TryLoad(damaged, file);
            }
        }
    }

    [Fact]
    public void Load_UnknownOperator_NamesOperatorAndNode()
    {
        var refusal = Refusal(GraphOf([Node("Einsum", "y", "x") with { Name = "/attention/Einsum" }]));
        Assert.Equal("file: the operator Einsum '/attention/Einsum' is not supported", refusal);
        Assert.Equal("file: the operator com.microsoft.FusedGemm that makes 'y' is not supported", Refusal(GraphOf([Node("FusedGemm", "y", "x") with { Domain = "com.microsoft" }])));
    }

    [Theory]
    [InlineData("Add", "Add that makes 'y': shapes [1, 2, 3] and [2] do not go together")]
    [InlineData("MatMul", "MatMul that makes 'y': [1, 2, 3] times [2] is not possible")]
    [InlineData("Reshape", "Reshape that makes 'y': its input 2 is not of whole numbers")]
    [InlineData("LSTM", "LSTM that makes 'y': its input 3 is missing")]
    [InlineData("Dropout", "Dropout that makes 'y': the model was exported in training mode; export it in evaluation mode")]
    public void Load_InputsThatDoNotGoTogether_NamesTheNode(string type, string expected)
    {
        var node = type == "Dropout" ? Node(type, "y", "x", "two", "two") : Node(type, "y", "x", "two");
        Assert.Equal($"file: {expected}", Refusal(GraphOf([node]) with { Constants = Constants(("two", OnnxTensor.Of([2], [1, 2]))) }));
    }

    [Fact]
    public void Load_ManyLargeTensors_TakeTheirMemoryFromOneBudget()
    {
        var wide = Constants(("shape", OnnxTensor.Of(1, 1_000_000, 2, 3)), ("one", OnnxTensor.Of([1], [1])));
        var nodes = Enumerable.Range(0, 500).Select(i => Node("Expand", $"e{i}", "x", "shape")).ToImmutableArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("file: the tensors of the graph hold more than 67108864 numbers together", Refusal(GraphOf([.. nodes, Node("Relu", "y", "x")]) with { Constants = wide }));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * sizeof(float) * OnnxBudget.MostNumbers);
    }

    [Fact]
    public void Load_ProductsWithoutEnd_AreRefused()
    {
        var sizes = Constants(("shape", OnnxTensor.Of(4096, 4096)), ("one", OnnxTensor.Of([1], [1])));
        OnnxNode[] nodes = [Node("Expand", "a", "one", "shape"), Node("MatMul", "b", "a", "a"), Node("Relu", "y", "x")];
        Assert.Contains("more than 17179869184 multiplications", Refusal(GraphOf([.. nodes]) with { Constants = sizes }), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreDimensionsThanThereCanBe_IsRefused()
    {
        var sizes = Constants(("shape", OnnxTensor.Of([.. Enumerable.Repeat(1L, 1_000_000)])), ("one", OnnxTensor.Of([1], [1])));
        Assert.Contains("1000000 dimensions", Refusal(GraphOf([Node("Expand", "y", "one", "shape")]) with { Constants = sizes }), StringComparison.Ordinal);
        var axes = Constants(("axes", OnnxTensor.Of([.. Enumerable.Range(0, 100).Select(i => (long)i)])));
        Assert.Contains("103 dimensions", Refusal(GraphOf([Node("Unsqueeze", "y", "x", "axes")]) with { Constants = axes }), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhatANodeNeedsIsMadeNowhere_IsRefused() =>
        Assert.Equal("file: Relu that makes 'y': nothing before it makes its input 'z'", Refusal(GraphOf([Node("Relu", "y", "z")])));

    [Fact]
    public void Load_OtherNumberOfFeatures_IsRefused()
    {
        var bytes = OnnxWriter.Write(GraphOf([Node("Relu", "y", "x")]));
        Assert.Equal("file: the number of features of the input 'x' [?, 2, 3] is 3, not 4", Refusal(bytes, new OnnxOptions { Columns = 4, Layout = OnnxLayout.BatchTimeColumns }));
        Assert.Equal("file: the window of the input 'x' [?, 2, 3] is 2, not 60", Refusal(bytes, new OnnxOptions { Window = 60 }));
    }

    [Theory]
    [InlineData(new[] { 0, 2, 3 }, 0, 0, OnnxLayout.BatchTimeColumns, 2, 3)]
    [InlineData(new[] { 0, 0, 3 }, 0, 5, OnnxLayout.BatchTimeColumns, 5, 3)]
    [InlineData(new[] { 1, 3, 20 }, 3, 0, OnnxLayout.BatchColumnsTime, 20, 3)]
    [InlineData(new[] { 1, 3, 20 }, 20, 0, OnnxLayout.BatchTimeColumns, 3, 20)]
    [InlineData(new[] { 20, 1, 3 }, 0, 0, OnnxLayout.TimeBatchColumns, 20, 3)]
    [InlineData(new[] { 1, 1, 3 }, 0, 0, OnnxLayout.BatchTimeColumns, 1, 3)]
    [InlineData(new[] { 0, 7 }, 0, 0, OnnxLayout.Rows, 1, 7)]
    [InlineData(new[] { 0, 12 }, 3, 0, OnnxLayout.Rows, 4, 3)]
    [InlineData(new[] { 0, 12 }, 0, 4, OnnxLayout.Rows, 4, 3)]
    [InlineData(new[] { 7 }, 0, 0, OnnxLayout.Rows, 1, 7)]
    public void Load_ShapeOfTheInput_SaysWindowAndColumns(int[] sizes, int columns, int window, OnnxLayout layout, int expectedWindow, int expectedColumns)
    {
        var graph = GraphOf([Node("Relu", "y", "x")]) with { Inputs = [new OnnxPort("x", OnnxElement.Float, [.. sizes.Select(size => size == 0 ? (int?)null : size)])] };
        var model = OnnxModel.Load(OnnxWriter.Write(graph), new OnnxOptions { Columns = columns, Window = window }, "file");
        Assert.Equal((layout, expectedWindow, expectedColumns), (model.Layout, model.Window, model.Columns));
    }

    [Theory]
    [InlineData(LearningTask.Regression, 1, "Identity", new[] { 0.5 })]
    [InlineData(LearningTask.Binary, 1, "Identity", new[] { 0.62245933120185459 })]
    [InlineData(LearningTask.Binary, 1, "Sigmoid", new[] { 0.62245933120185459 })]
    [InlineData(LearningTask.Binary, 2, "Identity", new[] { 0.18242552380635635 })]
    [InlineData(LearningTask.Binary, 2, "Softmax", new[] { 0.18242552380635635 })]
    [InlineData(LearningTask.MultiClass, 3, "Identity", new[] { 0.711331815, 0.158719582, 0.129948603 })]
    [InlineData(LearningTask.MultiClass, 3, "Softmax", new[] { 0.711331815, 0.158719582, 0.129948603 })]
    public void Predict_Task_SaysWhatTheNumbersMean(LearningTask task, int count, string last, double[] expected)
    {
        float[] row = [0.5f, -1, -1.2f];
        var graph = GraphOf([Node(last, "y", "x")]) with { Inputs = [new OnnxPort("x", OnnxElement.Float, [null, count])] };
        AssertNear(expected, Predict(OnnxModel.Load(OnnxWriter.Write(graph), new OnnxOptions { Task = task }, "file"), row[..count]));
    }

    [Fact]
    public void Predict_ANumberForEachMoment_GivesTheLast()
    {
        var model = OnnxModel.Load(OnnxWriter.Write(GraphOf([Node("Neg", "y", "x")])), new OnnxOptions(), "file");
        Assert.Equal([-4.0, -5, -6], Predict(model, [1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Predict_WindowOfAnotherSize_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Predict(OnnxModel.Load(OnnxWriter.Write(GraphOf([Node("Neg", "y", "x")])), new OnnxOptions(), "file"), [1, 2, 3]));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var node = Node("Node", "y", "x", "") with
        {
            Name = "name",
            Attributes =
            [
                new("number") { Number = 0 }, new("integer") { Integer = -3 }, new("text") { Text = "" }, new("numbers") { Numbers = [1, -2] },
                new("integers") { Integers = [long.MinValue, 0] }, new("texts") { Texts = ["a", ""] }, new("tensor") { Tensor = OnnxTensor.Of(5, 6) },
            ],
        };
        var graph = GraphOf([node]) with { Constants = Constants(("w", OnnxTensor.Of([1, 2], [1, float.NaN])), ("i", OnnxTensor.Of(-1))), Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("key", "word") };
        var bytes = OnnxWriter.Write(graph);
        var read = OnnxReader.Read(bytes, "file");
        Assert.Equal(bytes, OnnxWriter.Write(read));
        Assert.Equal((17, "tests"), (read.OperatorSet, read.Producer));
        Assert.Equal((-3L, 0f, ""), (read.Nodes[0].Integer("integer", 0), read.Nodes[0].Number("number", 1), read.Nodes[0].Text("text", "x")));
        Assert.Equal(node.Attributes.Length, read.Nodes[0].Attributes.Length);
    }

    private static void TryLoad(byte[] bytes, PyTorchFile file)
    {
        try
        {
            Predict(OnnxModel.Load(bytes, new OnnxOptions { Window = file.Window, Columns = file.Columns }, "file"), file.Input);
        }
        catch (InvalidDataException refusal)
        {
            Assert.StartsWith("file", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static OnnxModel Load(PyTorchFile file) => OnnxModel.Load(file.Bytes(), new OnnxOptions { Window = file.Window, Columns = file.Columns }, "file");

    private static string Refusal(OnnxGraph graph) => Refusal(OnnxWriter.Write(graph), new OnnxOptions());

    private static string Refusal(byte[] file, OnnxOptions options) => Assert.Throws<InvalidDataException>(() => OnnxModel.Load(file, options, "file")).Message;

    private static OnnxGraph GraphOf(ImmutableArray<OnnxNode> nodes) => new()
    {
        OperatorSet = 17,
        Producer = "tests",
        Nodes = nodes,
        Constants = ImmutableSortedDictionary<string, OnnxTensor>.Empty,
        Inputs = [new OnnxPort("x", OnnxElement.Float, [null, 2, 3]) { OpenNames = ["batch"] }],
        Outputs = [new OnnxPort("y", OnnxElement.Float, [null, 1])],
    };

    private static OnnxNode Node(string type, string output, params string[] inputs) => new(type, [.. inputs], [output]);

    private static ImmutableSortedDictionary<string, OnnxTensor> Constants(params (string Name, OnnxTensor Tensor)[] constants) =>
        constants.ToImmutableSortedDictionary(one => one.Name, one => one.Tensor, StringComparer.Ordinal);

    private static double[] Predict(IFittedModel model, float[] window)
    {
        var outputs = new double[model.Outputs];
        model.Predict(window, outputs);
        return outputs;
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual)) Assert.InRange(other, one - 1e-6 - 1e-5 * Math.Abs(one), one + 1e-6 + 1e-5 * Math.Abs(one));
    }
}
