using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// A model that was trained elsewhere and imported as ONNX. It computes in 32-bit floats. What it says is taken as it is for regression; for classes
/// a graph that does not end in Sigmoid or Softmax gives logits, which are made probabilities here.
/// </summary>
public sealed class OnnxModel : IFittedModel
{
    /// <summary>The kind of its <see cref="ModelState"/>.</summary>
    public const string Kind = "onnx";

    private const string FileTensor = "file";
    private readonly byte[] file;
    private readonly OnnxOptions options;
    private readonly OnnxShape shape;
    private readonly OnnxPlan plan;
    private readonly OnnxOutput output;

    private OnnxModel(byte[] file, OnnxOptions options, OnnxGraph graph)
    {
        this.file = file;
        this.options = options;
        (Producer, Words) = (graph.Producer, graph.Metadata);
        OnnxPort[] inputs = [.. graph.Inputs.Where(input => !graph.Constants.ContainsKey(input.Name))];
        if (inputs.Length != 1) throw new InvalidDataException($"the model has {inputs.Length} inputs ({string.Join(", ", inputs.Select(input => input.Name))}); models of one input, a window of features, can be imported");
        if (graph.Outputs.Length == 0) throw new InvalidDataException("the model has no output");
        shape = OnnxShape.Find(inputs[0], options);
        plan = OnnxPlan.Make(graph, inputs[0].Name, shape.Dimensions(inputs[0].Shape.Length));
        output = OnnxOutput.Find(graph, plan.Output, shape, options.Task);
    }

    /// <inheritdoc/>
    public LearningTask Task => options.Task;

    /// <inheritdoc/>
    public int Columns => shape.Columns;

    /// <inheritdoc/>
    public int Window => shape.Window;

    /// <inheritdoc/>
    public int Outputs => output.Count;

    /// <summary>How a window lies in the input.</summary>
    public OnnxLayout Layout => shape.Layout;

    /// <summary>What wrote the file: <c>pytorch</c>; may be empty.</summary>
    public string Producer { get; }

    /// <summary>What else the file says.</summary>
    public IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The bytes of the imported file.</summary>
    public ReadOnlyMemory<byte> File => file;

    /// <summary>Imports a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds what cannot be run here; the message names operator and node.</exception>
    public static OnnxModel Load(string path, OnnxOptions options) => Load(System.IO.File.ReadAllBytes(path), options, path);

    /// <summary>Imports the bytes of a file.</summary>
    /// <param name="file">The bytes; not copied.</param>
    /// <param name="options">What a file does not say.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <inheritdoc cref="Load(string, OnnxOptions)"/>
    public static OnnxModel Load(byte[] file, OnnxOptions options, string name)
    {
        var graph = OnnxReader.Read(file, name);
        try
        {
            return new OnnxModel(file, options, graph);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException($"{name}: {failure.Message}");
        }
    }

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static OnnxModel Load(ModelState state)
    {
        if (!state.Tensors.TryGetValue(FileTensor, out var tensor)) throw new InvalidDataException("the imported model lacks its file");
        try
        {
            var settings = state.Settings;
            var options = new OnnxOptions
            {
                Task = SavedName.Of<LearningTask>(settings["task"]),
                Columns = (int?)settings["columns"] ?? 0,
                Window = (int?)settings["window"] ?? 0,
                Layout = SavedName.Of<OnnxLayout>(settings["layout"]),
            };
            return Load(tensor.Values<byte>().ToArray(), options, "the imported model");
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"the settings of the imported model are damaged: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        if (window.Length != Window * Columns) throw new ArgumentException($"{window.Length} numbers are not a window of {Window} rows of {Columns}", nameof(window));
        shape.Place(window, plan.Input.Floats);
        plan.Run();
        output.Read(plan.Output.Floats, outputs);
    }

    /// <inheritdoc/>
    public ModelState Save() => new()
    {
        Kind = Kind,
        Settings = new JsonObject { ["task"] = options.Task.ToString(), ["columns"] = Columns, ["window"] = Window, ["layout"] = shape.Layout.ToString(), ["producer"] = Producer },
        Tensors = new Dictionary<string, StateTensor> { [FileTensor] = StateTensor.Of<byte>(file) },
    };
}
