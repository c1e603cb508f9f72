using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Selection;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Training;

/// <summary>The options that every training has.</summary>
internal static class TrainOptions
{
    public static readonly Option<string> Model = new("--model") { Description = "Kind of model, such as gbm, lstm or logistic, or several with commas between to compare; ppo and dqn are agents; an unknown one lists all", HelpName = "KIND", Required = true };

    public static readonly Option<string[]> Param = new("--param") { Description = "Setting of the model, NAME=VALUE or KIND.NAME=VALUE; repeatable; names of XGBoost, scikit-learn and PyTorch are understood", HelpName = "NAME=VALUE" };

    public static readonly Option<string?> Actions = new("--actions") { Description = "What an agent can do: long-short, long-flat, weight, or how it sets strategies within ranges, joined by +", HelpName = "WHAT" };

    public static readonly Option<ulong> Seed = new("--seed") { Description = "Where everything random comes from: the same seed, data, settings and threads make the same model", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static readonly Option<int?> Threads = ParsedOption.Value("--threads", "N", "Threads to train on (default: one for each processor)", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024 ? threads : throw new FormatException($"'{text}' is not a number of threads from 1 to 1024"));

    public static readonly Option<string?> Prepare = new("--prepare") { Description = "What is done to features, learnt from training samples alone, such as 'ffill:limit=5 | winsorise:lower=0.01,upper=0.99 | zscore' (default: what the model wants)", HelpName = "STEPS" };

    public static readonly Option<string?> Scale = new("--scale") { Description = "Only another scaling than the model wants: zscore, robust, minmax, rank, rank-normal or none", HelpName = "HOW" };

    public static readonly Option<string?> Select = new("--select") { Description = "Select features inside the folds: mutual-information:10, mrmr:10, clusters:0.9, permutation:10, shap:10 or rfe:10", HelpName = "HOW" };

    public static readonly Option<CalibrationKind?> Calibrate = ParsedOption.Value("--calibrate", "HOW", "Calibrate probabilities on predictions for samples not learnt from: platt or isotonic", text => text switch
    {
        "platt" => CalibrationKind.Platt,
        "isotonic" => CalibrationKind.Isotonic,
        _ => throw new FormatException($"'{text}' is not platt or isotonic"),
    });

    private static readonly OrderedDictionary<string, ScalingKind> Scalings = new() { ["zscore"] = ScalingKind.ZScore, ["robust"] = ScalingKind.Robust, ["minmax"] = ScalingKind.MinMax, ["rank"] = ScalingKind.Rank, ["rank-normal"] = ScalingKind.RankNormal };

    public static readonly Option<double?> Validation = ParsedOption.Value("--validation", "FRACTION", "Share of the rows, the last ones, that are watched for early stopping and not learnt from (default: 0.2 where the model stops early, else 0)", text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and < 1 ? share : throw new FormatException($"'{text}' is not a fraction from 0 to below 1"));

    public static readonly Option<int> Gap = new("--gap") { Description = "Rows between those learnt from and those watched that are used for neither, for labels that look so many rows ahead", HelpName = "ROWS", DefaultValueFactory = _ => 0 };

    /// <summary>The settings of the model as they were typed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parameters(CommandContext context) => NamedValues.Of(context.Get(Param), "--param", "max_depth=5");

    /// <summary>What is done around the model.</summary>
    public static PreparationRequest Preparation(CommandContext context)
    {
        var (steps, scale) = (context.Get(Prepare), context.Get(Scale));
        if (steps is not null && scale is not null) throw new BadInputException("--scale and --prepare both say what is done to features; write the scaling into --prepare");
        return new PreparationRequest
        {
            Steps = steps is null ? null : Parsed("--prepare", steps, Preprocessor.Parse),
            Scaling = (scale is not null, scale is null or "none" ? (ScalingKind?)null : Scalings.TryGetValue(scale, out var kind) ? kind : throw new BadInputException($"--scale: '{scale}' is not none, {string.Join(", ", Scalings.Keys)}")),
            Selection = context.Get(Select) is { } how ? Parsed("--select", how, FeatureSelection.Parse) : null,
            Calibration = context.Get(Calibrate),
        };
    }

    private static T Parsed<T>(string option, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{option}: {problem.Message}", problem);
        }
    }

    /// <summary>Seed, threads and cancellation.</summary>
    public static FitContext Fit(CommandContext context, Action<TrainingProgress>? progress) => new()
    {
        Seed = context.Get(Seed),
        Threads = context.Get(Threads) ?? Environment.ProcessorCount,
        Cancellation = context.Cancellation,
        Progress = progress,
    };
}
