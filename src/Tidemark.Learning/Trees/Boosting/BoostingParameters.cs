using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The settings of gradient boosting as users write them, under XGBoost's and LightGBM's names too.</summary>
internal static class BoostingParameters
{
    private static readonly BoostingOptions Defaults = new();

    public static ImmutableArray<HyperParameter> All { get; } =
    [
        new("trees", HyperParameterKind.Integer, "100", "Number of rounds; each adds a tree, or one for each class") { Aliases = ["n_estimators", "num_boost_round", "num_round", "num_iterations", "num_trees", "max_iter", "rounds"], Minimum = 1, Maximum = 100_000, Search = (50, 500) },
        new("learningRate", HyperParameterKind.Number, "0.3", "How much of each tree's step is taken") { Aliases = ["eta", "shrinkage_rate"], Minimum = 0, Maximum = 10, Search = (0.01, 0.3), IsLogarithmic = true },
        new("maxDepth", HyperParameterKind.Integer, "6", "Levels of splits; 0 or less for no limit") { Minimum = -1, Maximum = 64, Search = (2, 8) },
        new("maxLeaves", HyperParameterKind.Integer, "0", "Most leaves of a tree; 0 for no limit") { Aliases = ["num_leaves", "max_leaf_nodes"], Minimum = 0, Maximum = 65_536 },
        new("growth", HyperParameterKind.Choice, "depth", "Order of splits: level by level (depth, depthwise) or greatest gain first (leaf, lossguide)") { Aliases = ["grow_policy"], Choices = ["depth", "leaf", "depthwise", "lossguide"] },
        new("method", HyperParameterKind.Choice, "hist", "Where splits may lie: hist between bins of about equal weight, exact between any two values; auto is hist") { Aliases = ["tree_method"], Choices = ["hist", "exact", "auto"] },
        new("maxBins", HyperParameterKind.Integer, "256", "Most bins of a feature") { Aliases = ["max_bin"], Minimum = 2, Maximum = 65_534 },
        new("lambda", HyperParameterKind.Number, "1", "L2 penalty of leaf weights") { Aliases = ["reg_lambda", "lambda_l2", "l2_regularization"], Minimum = 0, Maximum = 1e30, Search = (0.1, 10), IsLogarithmic = true },
        new("alpha", HyperParameterKind.Number, "0", "L1 penalty of leaf weights") { Aliases = ["reg_alpha", "lambda_l1"], Minimum = 0, Maximum = 1e30 },
        new("gamma", HyperParameterKind.Number, "0", "The least gain of a split") { Aliases = ["min_split_loss", "min_gain_to_split", "min_split_gain"], Minimum = 0, Maximum = 1e30 },
        new("minChildWeight", HyperParameterKind.Number, "1", "The least sum of second derivatives in a leaf") { Aliases = ["min_sum_hessian_in_leaf"], Minimum = 0, Maximum = 1e30, Search = (0.5, 50), IsLogarithmic = true },
        new("maxDeltaStep", HyperParameterKind.Number, "0", "Largest step of a leaf; 0 for no limit") { Aliases = ["max_delta_step", "max_output"], Minimum = 0, Maximum = 1e30 },
        new("subsample", HyperParameterKind.Number, "1", "Share of samples that a tree learns from") { Aliases = ["bagging_fraction", "sub_row"], Minimum = 1e-6, Maximum = 1, Search = (0.5, 1) },
        new("columnsByTree", HyperParameterKind.Number, "1", "Share of features that a tree may use") { Aliases = ["colsample_bytree", "feature_fraction"], Minimum = 1e-6, Maximum = 1, Search = (0.5, 1) },
        new("columnsByLevel", HyperParameterKind.Number, "1", "Share of them for each level") { Aliases = ["colsample_bylevel"], Minimum = 1e-6, Maximum = 1 },
        new("columnsByNode", HyperParameterKind.Number, "1", "Share of those for each node") { Aliases = ["colsample_bynode", "feature_fraction_bynode"], Minimum = 1e-6, Maximum = 1 },
        new("monotone", HyperParameterKind.Integers, "", "For each feature 1 where predictions may only rise with it, -1 where only fall, else 0") { Aliases = ["monotone_constraints"], Minimum = -1, Maximum = 1 },
        new("baseScore", HyperParameterKind.Number, "0.5", "The prediction before the first tree") { Aliases = ["base_score"] , Minimum = -1e30, Maximum = 1e30 },
        new("boostFromAverage", HyperParameterKind.Switch, "false", "Begin with the mean of the targets instead of baseScore"),
        new("positiveWeight", HyperParameterKind.Number, "1", "What class 1 of two weighs beside class 0") { Aliases = ["scale_pos_weight"], Minimum = 0, Maximum = 1e30 },
        new("earlyStoppingRounds", HyperParameterKind.Integer, "0", "Rounds without improvement on the validation samples after which training ends and the best round is kept; 0 for never") { Aliases = ["early_stopping_round", "n_iter_no_change"], Minimum = 0, Maximum = 100_000 },
        new("objective", HyperParameterKind.Choice, "auto", "The loss; auto is squared error, log loss of two or of several classes, by the task") { Aliases = ["loss"], Choices = [.. BoostingLoss.Names] },
        new("quantile", HyperParameterKind.Number, "0.5", "The level for the loss 'quantile'") { Aliases = ["quantile_alpha"], Minimum = 0.001, Maximum = 0.999 },
        new("huberSlope", HyperParameterKind.Number, "1", "Where the loss 'huber' turns straight") { Aliases = ["huber_slope"], Minimum = 1e-12, Maximum = 1e30 },
        new("metric", HyperParameterKind.Choice, "auto", "What early stopping watches: the mean of the loss that is learnt; rmse, mae, logloss and mlogloss are refused where the loss is another") { Aliases = ["eval_metric"], Choices = ["auto", "rmse", "mae", "logloss", "mlogloss"] },
        new("seed", HyperParameterKind.Integer, "-1", "Seed of row and column sampling; -1 for the training's own") { Aliases = ["random_state"], Minimum = -1 },
        new("threads", HyperParameterKind.Integer, "0", "Threads; 0 or less for the training's own. The model does not depend on them") { Aliases = ["n_jobs", "nthread", "num_threads"], Minimum = -1, Maximum = 1024 },
    ];

    /// <summary>Settings of XGBoost and LightGBM that can be one thing here.</summary>
    public static ImmutableArray<ForeignSetting> Foreign { get; } =
    [
        new("booster", "trees are boosted; linear models are 'ridge', 'lasso' and 'logistic'") { Accepted = ["gbtree"] },
        new("boosting_type", "trees are boosted by gradients, none is dropped") { Accepted = ["gbdt"] },
        new("sampling_method", "rows are drawn with equal chances") { Accepted = ["uniform"] },
        new("num_parallel_tree", "a round adds one tree for each output") { Accepted = ["1"] },
        new("device", "trees are grown by the processor") { Accepted = ["cpu"] },
        new("predictor", "trees are grown by the processor") { Accepted = ["auto", "cpu_predictor"] },
        new("enable_categorical", "features are numbers") { Accepted = ["false"] },
        new("multi_strategy", "each class has trees of its own") { Accepted = ["one_output_per_tree"] },
        new("missing", "missing values are empty cells") { Accepted = ["nan"] },
        new("verbosity", "a progress bar is shown on a terminal"),
        new("verbose", "a progress bar is shown on a terminal"),
    ];

    public static BoostingOptions Options(HyperParameters values) => Defaults with
    {
        Trees = values.Integer("trees"),
        LearningRate = values.Number("learningRate"),
        MaximumDepth = Math.Max(0, values.Integer("maxDepth")),
        MaximumLeaves = values.Integer("maxLeaves"),
        LeafWise = values.Text("growth") is "leaf" or "lossguide",
        Exact = values.Text("method") == "exact",
        MaximumBins = values.Integer("maxBins"),
        Lambda = values.Number("lambda"),
        Alpha = values.Number("alpha"),
        Gamma = values.Number("gamma"),
        MinimumChildWeight = values.Number("minChildWeight"),
        MaximumStep = values.Number("maxDeltaStep"),
        RowShare = values.Number("subsample"),
        ColumnShareOfTree = values.Number("columnsByTree"),
        ColumnShareOfLevel = values.Number("columnsByLevel"),
        ColumnShareOfNode = values.Number("columnsByNode"),
        Monotone = values.Integers("monotone"),
        BaseScore = values.Number("baseScore"),
        StartFromMean = values.Switch("boostFromAverage"),
        PositiveWeight = values.Number("positiveWeight"),
        EarlyStoppingRounds = values.Integer("earlyStoppingRounds"),
        Loss = values.Text("objective"),
        Metric = values.Text("metric"),
        QuantileLevel = values.Number("quantile"),
        HuberSlope = values.Number("huberSlope"),
        Seed = values.Integer("seed") is >= 0 and var seed ? (ulong)seed : null,
        Threads = Math.Max(0, values.Integer("threads")),
    };
}
