using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Layers;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>The networks that can be trained.</summary>
internal static class NetworkForms
{
    public static NetworkForm Lstm { get; } = new()
    {
        Name = "lstm",
        Title = "Long short-term memory network",
        Summary = "Layers of cells that remember over the window (Hochreiter and Schmidhuber 1997); 4 layers of 50 units unless told otherwise. Dropout is between the layers, as in PyTorch.",
        Parameters = NetworkParameters.Of(60, Recurrent(50, 4), dropout: 0.2),
        Build = (parameters, shape) => new RecurrentNetwork(shape, "lstm", new Lstm(RecurrentShapeOf(parameters, shape))),
        CountWeights = (parameters, shape) => CountRecurrent(parameters, shape, 4),
    };

    public static NetworkForm Gru { get; } = new()
    {
        Name = "gru",
        Title = "Gated recurrent units",
        Summary = "A recurrent network with fewer gates than an LSTM (Cho and others 2014). Dropout is between the layers, as in PyTorch.",
        Parameters = NetworkParameters.Of(60, Recurrent(50, 2), dropout: 0.2),
        Build = (parameters, shape) => new RecurrentNetwork(shape, "gru", new Gru(RecurrentShapeOf(parameters, shape))),
        CountWeights = (parameters, shape) => CountRecurrent(parameters, shape, 3),
    };

    public static NetworkForm Tcn { get; } = new()
    {
        Name = "tcn",
        Aliases = ["temporal-convolution"],
        Title = "Temporal convolution network",
        Summary = "Blocks of causal dilated convolutions over the window, each with the input around it (Bai, Kolter and Koltun 2018).",
        Parameters = NetworkParameters.Of(60,
        [
            NetworkParameters.Size("channels", 32, "channels of a block", "filters", "num_channels", "nb_filters", "hidden_size", "hidden") with { Search = (8, 64) },
            NetworkParameters.Size("blocks", 4, "number of blocks; the dilation doubles from one to the next", "num_layers", "layers", "levels", "n_layers") with { Maximum = 20, Search = (2, 6) },
            NetworkParameters.Size("kernel", 3, "taps of a convolution", "kernel_size") with { Maximum = 64, Search = (2, 7) },
        ], dropout: 0.1),
        Build = (parameters, shape) => new ConvolutionNetwork(shape, [.. Enumerable.Repeat(parameters.Integer("channels"), parameters.Integer("blocks"))], parameters.Integer("kernel"), (float)parameters.Number("dropout")),
        CountWeights = (parameters, shape) =>
        {
            double channels = parameters.Integer("channels"), taps = parameters.Integer("kernel");
            return taps * channels * (shape.Columns + channels * (2 * parameters.Integer("blocks") - 1)) + channels * shape.Outputs;
        },
    };

    public static NetworkForm Transformer { get; } = new()
    {
        Name = "transformer",
        Aliases = ["attention"],
        Title = "Transformer encoder",
        Summary = "Attention of several heads over the rows of the window (Vaswani et al. 2017); the last row's result is read.",
        Parameters = NetworkParameters.Of(60,
        [
            NetworkParameters.Size("size", 32, "numbers of a step (d_model); the heads divide it", "d_model", "hidden_size", "embed_dim", "model_dim"),
            NetworkParameters.Size("heads", 4, "heads of attention", "nhead", "num_heads", "n_heads"),
            NetworkParameters.Size("layers", 2, "number of layers", "num_layers", "n_layers", "num_encoder_layers") with { Maximum = 32, Search = (1, 4) },
            NetworkParameters.Size("feedForward", 64, "size of the network after attention", "dim_feedforward", "d_ff", "ffn_dim") with { Maximum = 16384 },
            new("preNorm", HyperParameterKind.Switch, "true", "whether normalisation comes before each part instead of after it") { Aliases = ["norm_first"] },
            new("activation", HyperParameterKind.Choice, "gelu", "inside the network after attention") { Choices = ["relu", "gelu"] },
            new("causal", HyperParameterKind.Switch, "true", "whether a row sees itself and earlier ones alone") { Aliases = ["is_causal"] },
            new("learnedPositions", HyperParameterKind.Switch, "false", "whether places are learnt numbers instead of sines and cosines") { Aliases = ["learned_pos", "learnt_positions"] },
        ], dropout: 0.1, optimiser: "adamw", weightDecay: 0.01, gradientClip: 1),
        Build = (parameters, shape) => new AttentionNetwork(shape, new TransformerOptions
        {
            Size = parameters.Integer("size"),
            Heads = parameters.Integer("heads"),
            FeedForward = parameters.Integer("feedForward"),
            Dropout = (float)parameters.Number("dropout"),
            IsCausal = parameters.Switch("causal"),
            NormFirst = parameters.Switch("preNorm"),
            IsGelu = parameters.Text("activation") == "gelu",
        }, parameters.Integer("layers"), parameters.Switch("learnedPositions")),
        CountWeights = (parameters, shape) =>
        {
            double size = parameters.Integer("size"), forward = parameters.Integer("feedForward");
            return size * (shape.Columns + shape.Outputs + parameters.Integer("layers") * (4 * size + 2 * forward) + (parameters.Switch("learnedPositions") ? shape.Window : 0));
        },
    };

    public static NetworkForm Mlp { get; } = new()
    {
        Name = "mlp",
        Aliases = ["dense", "feed-forward"],
        Title = "Multi-layer perceptron",
        Summary = "Linear layers with an activation after each, over the numbers of the window side by side.",
        Parameters = NetworkParameters.Of(1,
        [
            new("hidden", HyperParameterKind.Integers, "64,32", "sizes of the layers") { Aliases = ["hidden_layer_sizes", "hidden_sizes", "hidden_size", "units", "layers"], Minimum = 1, Maximum = 65536 },
            new("activation", HyperParameterKind.Choice, "relu", "after each layer") { Aliases = ["act"], Choices = ["relu", "gelu", "tanh", "silu", "elu", "leaky-relu", "selu", "sigmoid"] },
            new("batchNorm", HyperParameterKind.Switch, "false", "whether each layer is normalised over the batch") { Aliases = ["batch_normalization", "use_batch_norm"] },
        ], dropout: 0),
        Build = (parameters, shape) => new DenseNetwork(shape, parameters.Integers("hidden"), ActivationOf(parameters.Text("activation")), parameters.Switch("batchNorm"), (float)parameters.Number("dropout")),
        CountWeights = (parameters, shape) =>
        {
            var (count, size) = (0.0, (double)shape.Window * shape.Columns);
            foreach (var hidden in parameters.Integers("hidden").Append(shape.Outputs)) (count, size) = (count + size * hidden, hidden);
            return count;
        },
    };

    public static ImmutableArray<NetworkForm> All { get; } = [Lstm, Gru, Tcn, Transformer, Mlp];

    private static ImmutableArray<HyperParameter> Recurrent(int hidden, int layers) =>
    [
        NetworkParameters.Size("hidden", hidden, "units of a layer", "hidden_size", "units", "hidden_dim", "hidden_units", "n_units") with { Search = (16, 128), IsLogarithmic = true },
        NetworkParameters.Size("layers", layers, "layers one above the other", "num_layers", "n_layers", "num_rnn_layers") with { Maximum = 64, Search = (1, 4) },
        new("bidirectional", HyperParameterKind.Switch, "false", "whether every layer also reads the window backwards"),
    ];

    private static double CountRecurrent(HyperParameters parameters, NetworkShape shape, int gates)
    {
        double hidden = parameters.Integer("hidden"), directions = parameters.Switch("bidirectional") ? 2 : 1, layers = parameters.Integer("layers");
        var inputs = shape.Columns + (layers - 1) * directions * hidden;
        return gates * hidden * directions * (inputs + layers * hidden) + directions * hidden * shape.Outputs;
    }

    private static RecurrentShape RecurrentShapeOf(HyperParameters parameters, NetworkShape shape) => new(shape.Columns, parameters.Integer("hidden"), parameters.Integer("layers"))
    {
        Dropout = (float)parameters.Number("dropout"),
        IsBidirectional = parameters.Switch("bidirectional"),
    };

    private static ActivationKind ActivationOf(string name) => name switch
    {
        "gelu" => ActivationKind.Gelu,
        "tanh" => ActivationKind.Tanh,
        "silu" => ActivationKind.Silu,
        "elu" => ActivationKind.Elu,
        "leaky-relu" => ActivationKind.LeakyRelu,
        "selu" => ActivationKind.Selu,
        "sigmoid" => ActivationKind.Sigmoid,
        _ => ActivationKind.Relu,
    };
}
