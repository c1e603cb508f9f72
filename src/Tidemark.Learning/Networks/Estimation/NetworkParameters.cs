using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>Settings that all networks have, named also as PyTorch, Keras and scikit-learn call them.</summary>
internal static class NetworkParameters
{
    private const int LongestWindow = 10_000;

    /// <summary>The form's own settings between window and training.</summary>
    /// <param name="window">Default rows of a window.</param>
    /// <param name="own">What the form adds.</param>
    /// <param name="dropout">Default of dropout.</param>
    /// <param name="optimiser">Default optimiser.</param>
    /// <param name="weightDecay">Default weight decay.</param>
    /// <param name="gradientClip">Default limit of gradients.</param>
    public static ImmutableArray<HyperParameter> Of(int window, ImmutableArray<HyperParameter> own, double dropout, string optimiser = "adam", double weightDecay = 0, double gradientClip = 0) =>
    [
        new("window", HyperParameterKind.Integer, Text(window), "rows of the table that the network reads, the sample's own last")
        {
            Aliases = ["sequence", "seq_len", "sequence_length", "seq_length", "lookback", "look_back", "timesteps", "time_steps", "window_size"], Minimum = 1, Maximum = LongestWindow, Search = window > 1 ? (20, 120) : null,
        },
        .. own,
        new("dropout", HyperParameterKind.Number, Text(dropout), "share of numbers dropped at random while learning") { Aliases = ["dropout_rate", "drop"], Minimum = 0, Maximum = 0.95, Search = (0, 0.5) },
        .. Training(optimiser, weightDecay, gradientClip),
        .. Objective,
    ];

    /// <summary>Settings of PyTorch and scikit-learn that are others here, or can be one thing.</summary>
    public static ImmutableArray<ForeignSetting> Foreign { get; } =
    [
        new("betas", "two numbers are meant, such as 0.9,0.999") { Meaning = text => BetasOf(text) },
        new("early_stopping", "training ends after 'patience' epochs without a better validation loss; true, false or that number") { Accepted = ["true"], Meaning = StoppingOf },
        new("batch_first", "rows of a table are samples in the order of time; there is no other layout") { Accepted = ["true"] },
        new("bias", "layers have constants") { Accepted = ["true"] },
        new("proj_size", "hidden states are not projected") { Accepted = ["0"] },
        new("amsgrad", "adam divides by the mean squared gradient, not by the largest") { Accepted = ["false"] },
        new("nesterov", "sgd does not look ahead") { Accepted = ["false"] },
        new("dampening", "the gradient is added to sgd's memory as it is") { Accepted = ["0"] },
        new("warm_start", "each training begins anew") { Accepted = ["false"] },
        new("verbose", "a progress bar is shown on a terminal"),
    ];

    public static HyperParameter Size(string name, int value, string summary, params ImmutableArray<string> aliases) =>
        new(name, HyperParameterKind.Integer, Text(value), summary) { Aliases = aliases, Minimum = 1, Maximum = 4096 };

    private static ImmutableArray<HyperParameter> Objective =>
    [
        new("loss", HyperParameterKind.Choice, "auto", "what becomes small: auto is mse for values and cross-entropy for classes; quantile gives the median with a low and a high value, sharpe a position from -1 to 1")
        {
            Aliases = ["criterion", "objective", "loss_function"], Choices = ["auto", "mse", "mae", "huber", "quantile", "sharpe", "cross-entropy", "focal"],
        },
        new("quantileLow", HyperParameterKind.Number, "0.1", "the low quantile of the quantile loss") { Aliases = ["quantile_lower", "low"], Minimum = 0.0001, Maximum = 0.4999 },
        new("quantileHigh", HyperParameterKind.Number, "0.9", "the high quantile of the quantile loss") { Aliases = ["quantile_upper", "high"], Minimum = 0.5001, Maximum = 0.9999 },
        new("huberDelta", HyperParameterKind.Number, "1", "the error, in deviations of the target, from which the huber loss is a line") { Aliases = ["delta"], Minimum = 1e-6 },
        new("focalGamma", HyperParameterKind.Number, "2", "how strongly right answers fade in the focal loss") { Aliases = ["gamma"], Minimum = 0, Maximum = 20 },
        new("turnoverCost", HyperParameterKind.Number, "0", "cost of changing a position by one in the sharpe loss, as a fraction") { Aliases = ["transaction_cost"], Minimum = 0, Maximum = 1 },
        new("scaleTarget", HyperParameterKind.Switch, "true", "whether values to predict are brought to mean 0 and deviation 1 of the samples learnt from, and predictions back") { Aliases = ["standardise_target", "standardize_target", "normalize_target"] },
    ];

    private static ImmutableArray<HyperParameter> Training(string optimiser, double weightDecay, double gradientClip) =>
    [
        new("epochs", HyperParameterKind.Integer, "50", "times that all samples are learnt from, at most") { Aliases = ["max_epochs", "max_iter", "n_epochs", "num_epochs", "num_train_epochs"], Minimum = 1, Maximum = 1_000_000 },
        new("batchSize", HyperParameterKind.Integer, "64", "samples of a step") { Aliases = ["batch", "train_batch_size"], Minimum = 1, Maximum = 1 << 20, Search = (16, 256), IsLogarithmic = true },
        new("learningRate", HyperParameterKind.Number, "0.001", "how far a step goes") { Aliases = ["lr", "learning_rate_init", "eta"], Minimum = 0, Maximum = 10, Search = (1e-4, 1e-2), IsLogarithmic = true },
        new("optimiser", HyperParameterKind.Choice, optimiser, "how parameters follow their gradients") { Aliases = ["optimizer", "optim", "solver"], Choices = ["adam", "adamw", "sgd", "rmsprop"] },
        new("momentum", HyperParameterKind.Number, "0.9", "memory of sgd") { Minimum = 0, Maximum = 0.9999 },
        new("beta1", HyperParameterKind.Number, "0.9", "memory of the mean gradient of adam and adamw") { Aliases = ["beta_1"], Minimum = 0, Maximum = 0.999999 },
        new("beta2", HyperParameterKind.Number, "0.999", "memory of the mean squared gradient of adam and adamw") { Aliases = ["beta_2"], Minimum = 0, Maximum = 0.9999999 },
        new("epsilon", HyperParameterKind.Number, "1e-08", "what adam, adamw and rmsprop add to the root of the mean squared gradient") { Aliases = ["eps", "adam_epsilon"], Minimum = 0, Maximum = 1 },
        new("weightDecay", HyperParameterKind.Number, Text(weightDecay), "how strongly parameters are pulled to zero") { Aliases = ["l2", "alpha", "wd"], Minimum = 0, Maximum = 10 },
        new("gradientClip", HyperParameterKind.Number, Text(gradientClip), "the greatest length of all gradients together; 0 for no limit") { Aliases = ["clip", "max_grad_norm", "clip_grad_norm", "gradient_clip_val", "clipnorm", "grad_clip"], Minimum = 0 },
        new("schedule", HyperParameterKind.Choice, "constant", "how the learning rate goes on") { Aliases = ["scheduler", "lr_schedule", "lr_scheduler"], Choices = ["constant", "cosine", "one-cycle", "step", "plateau"] },
        new("warmUpEpochs", HyperParameterKind.Integer, "0", "epochs over which the rate rises before a cosine falls") { Aliases = ["warmup", "warmup_epochs"], Minimum = 0, Maximum = 1_000_000 },
        new("patience", HyperParameterKind.Integer, "10", "epochs without a better validation loss after which the training ends; 0 for all epochs") { Aliases = ["early_stopping_patience", "early_stopping_rounds", "n_iter_no_change"], Minimum = 0, Maximum = 1_000_000 },
        new("minimumImprovement", HyperParameterKind.Number, "0", "what a validation loss must be better by to count as better") { Aliases = ["min_delta", "tol"], Minimum = 0 },
    ];

    private static ImmutableArray<KeyValuePair<string, string>>? BetasOf(string text) => text.Trim().Trim('(', ')', '[', ']').Split(',', StringSplitOptions.TrimEntries) is [var first, var second]
        ? [KeyValuePair.Create("beta1", first), KeyValuePair.Create("beta2", second)] : null;

    private static ImmutableArray<KeyValuePair<string, string>>? StoppingOf(string text) => text.ToLowerInvariant() switch
    {
        "false" => [KeyValuePair.Create("patience", "0")],
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? [KeyValuePair.Create("patience", text)] : null,
    };

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
