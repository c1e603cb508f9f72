using System.Text.Json.Nodes;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>A network that has learnt.</summary>
internal sealed class NetworkModel : IFittedModel
{
    private const int Version = 1;
    private const int BlockSize = 256;

    /// <summary>The most numbers of a window of a saved model.</summary>
    private const int MostInputs = 1 << 26;

    private readonly NetworkForm form;
    private readonly HyperParameters parameters;
    private readonly NetworkShape shape;
    private readonly NetworkTarget target;
    private readonly int bestEpoch;
    private readonly Tape tape = new() { IsRecording = false };
    private readonly Tensor single;
    private Tensor? block;

    public NetworkModel(NetworkForm form, HyperParameters parameters, NetworkShape shape, NetworkTarget target, WindowNetwork network, int bestEpoch)
    {
        (this.form, this.parameters, this.shape, this.target, Network, this.bestEpoch) = (form, parameters, shape, target, network, bestEpoch);
        single = new Tensor(1, shape.Window, shape.Columns);
    }

    /// <summary>The network with its weights.</summary>
    public WindowNetwork Network { get; }

    /// <summary>What its numbers mean.</summary>
    public NetworkTarget Target => target;

    public LearningTask Task => target.Task;

    public int Columns => shape.Columns;

    public int Window => shape.Window;

    public int Outputs => target.Outputs;

    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        if (window.Length != single.Count) throw new ArgumentException($"{window.Length} numbers are not a window of {Window} rows of {Columns}", nameof(window));
        CheckNothingMissing(window, 0);
        window.CopyTo(single.Data);
        tape.Reset();
        target.Finish(Network.Forward(tape, single).Data, outputs);
    }

    public void Predict(IFeatureSource features, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        if (features.Columns != Columns) throw new ArgumentException($"the table has {features.Columns} features; the model reads {Columns}", nameof(features));
        for (var done = 0; done < rows.Length;)
        {
            var count = Math.Min(BlockSize, rows.Length - done);
            if (count == 1)
            {
                Predict(features.Read(rows[done] - Window + 1, Window), outputs.Slice(done * Outputs, Outputs));
                return;
            }
            if (block is null || block.Size(0) != count) block = new Tensor(count, Window, Columns);
            for (var i = 0; i < count; i++)
            {
                var window = features.Read(rows[done + i] - Window + 1, Window);
                CheckNothingMissing(window, rows[done + i] - Window + 1);
                window.CopyTo(block.Data[(i * window.Length)..]);
            }
            tape.Reset();
            var head = Network.Forward(tape, block).Data;
            for (var i = 0; i < count; i++) target.Finish(head.Slice(i * target.HeadOutputs, target.HeadOutputs), outputs.Slice((done + i) * Outputs, Outputs));
            done += count;
        }
    }

    public ModelState Save() => new()
    {
        Kind = form.Name,
        Settings = new JsonObject
        {
            ["version"] = Version,
            ["columns"] = Columns,
            ["bestEpoch"] = bestEpoch,
            ["target"] = target.Save(),
            ["parameters"] = new JsonObject(parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)parameters.Text(one.Name)))),
        },
        Tensors = Network.Parameters.Concat(Network.Buffers).ToDictionary(one => one.Name, one => StateTensor.Of<float>(one.Tensor.Shape, one.Tensor.Data), StringComparer.Ordinal),
    };

    /// <exception cref="InvalidDataException">The state is damaged or of a newer version.</exception>
    public static NetworkModel Load(NetworkForm form, ModelState state)
    {
        try
        {
            var settings = state.Settings;
            var version = (int)settings["version"]!;
            if (version != Version) throw new InvalidDataException($"the saved {form.Name} is of version {version}; this program knows version {Version}");
            var texts = settings["parameters"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, (string)pair.Value!));
            var parameters = HyperParameters.Parse(form.Parameters, texts);
            var target = NetworkTarget.Load(settings["target"]!.AsObject());
            var shape = new NetworkShape(parameters.Integer("window"), (int)settings["columns"]!, target.HeadOutputs, target.IsBounded);
            CheckSize(form.CountWeights(parameters, shape), shape, state);
            var network = form.Build(parameters, shape);
            foreach (var (name, tensor) in network.Parameters.Concat(network.Buffers)) Take(state, name, tensor);
            return new NetworkModel(form, parameters, shape, target, network, (int)settings["bestEpoch"]!);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException or NullReferenceException or OverflowException)
        {
            throw new InvalidDataException($"the saved {form.Name} is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Settings alone must not ask for memory: the numbers that a network needs are there, or it is not made.</summary>
    private static void CheckSize(double weights, NetworkShape shape, ModelState state)
    {
        if (shape.Columns < 1 || shape.Outputs < 1) throw new InvalidDataException($"the saved {state.Kind} has {shape.Columns} features and {shape.Outputs} outputs");
        var saved = state.Tensors.Values.Sum(tensor => (long)tensor.Bytes.Length / sizeof(float));
        if (saved < weights) throw new InvalidDataException($"the saved {state.Kind} holds {saved} numbers, fewer than the {weights:0} weights that its settings speak of");
        if ((long)shape.Window * shape.Columns > MostInputs) throw new InvalidDataException($"the saved {state.Kind} reads {shape.Window} rows of {shape.Columns} features, more than {MostInputs} numbers");
    }

    private static void Take(ModelState state, string name, Tensor tensor)
    {
        if (!state.Tensors.TryGetValue(name, out var saved)) throw new InvalidDataException($"the saved {state.Kind} lacks '{name}'");
        if (!saved.Shape.AsSpan().SequenceEqual(tensor.Shape)) throw new InvalidDataException($"'{name}' of the saved {state.Kind} is [{string.Join(", ", saved.Shape)}], not {tensor}");
        saved.Values<float>().CopyTo(tensor.Data);
    }

    private void CheckNothingMissing(ReadOnlySpan<float> window, int firstRow)
    {
        for (var i = 0; i < window.Length; i++)
            if (!float.IsFinite(window[i])) throw new ArgumentException($"feature {i % Columns + 1} of {Columns} is missing in row {firstRow + i / Columns}; {form.Name} takes no missing values");
    }
}
