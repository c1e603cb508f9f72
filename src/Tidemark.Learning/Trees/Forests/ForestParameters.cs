using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees.Forests;

/// <summary>The settings of forests as users write them, under scikit-learn's names too.</summary>
internal static class ForestParameters
{
    public static ImmutableArray<HyperParameter> Random { get; } = All(bootstrap: true);

    public static ImmutableArray<HyperParameter> Extra { get; } = All(bootstrap: false);

    /// <summary>Settings of scikit-learn that can be one thing here.</summary>
    public static ImmutableArray<ForeignSetting> Foreign { get; } =
    [
        new("max_leaf_nodes", "leaves are not counted; maxDepth and minSamplesLeaf limit a tree") { Accepted = ["none"] },
        new("min_weight_fraction_leaf", "leaves are limited by their samples: minSamplesLeaf") { Accepted = ["0"] },
        new("ccp_alpha", "trees are not pruned") { Accepted = ["0"] },
        new("monotonic_cst", "forests know no constraints; gbm has monotone") { Accepted = ["none"] },
        new("warm_start", "each training begins anew") { Accepted = ["false"] },
        new("verbose", "a progress bar is shown on a terminal"),
    ];

    public static ForestOptions Options(string kind, HyperParameters values)
    {
        var (isDrawn, outOfBag) = (values.Switch("bootstrap"), values.Switch("outOfBag"));
        if (outOfBag && !isDrawn) throw new ArgumentException("an out-of-bag score needs bootstrap");
        return new ForestOptions
        {
            Kind = kind,
            RandomThresholds = kind == "extra-trees",
            Trees = values.Integer("trees"),
            Bootstrap = isDrawn,
            SampleShare = values.Number("sampleShare"),
            Criterion = values.Text("criterion") switch { "log_loss" => "entropy", "squared_error" => "variance", var name => name },
            MaximumDepth = Math.Max(0, values.Integer("maxDepth")),
            MinimumToSplit = values.Integer("minSamplesSplit"),
            MinimumInLeaf = values.Integer("minSamplesLeaf"),
            MinimumDecrease = values.Number("minImpurityDecrease"),
            Features = values.Number("featureShare") is > 0 and var share ? share.ToString(CultureInfo.InvariantCulture) : values.Text("maxFeatures"),
            ClassWeight = values.Text("classWeight").ToLowerInvariant(),
            OutOfBag = outOfBag,
            Seed = values.Integer("seed") is >= 0 and var seed ? (ulong)seed : null,
            Threads = Math.Max(0, values.Integer("threads")),
        };
    }

    private static ImmutableArray<HyperParameter> All(bool bootstrap) =>
    [
        new("trees", HyperParameterKind.Integer, "100", "Number of trees") { Aliases = ["n_estimators", "num_trees"], Minimum = 1, Maximum = 100_000, Search = (50, 400) },
        new("criterion", HyperParameterKind.Choice, "auto", "What splits better: auto is gini for classes and variance for numbers") { Choices = ["auto", "gini", "entropy", "log_loss", "variance", "squared_error"] },
        new("maxDepth", HyperParameterKind.Integer, "0", "Levels of splits; 0 or less for no limit") { Minimum = -1, Maximum = 1_000_000 },
        new("minSamplesSplit", HyperParameterKind.Integer, "2", "The fewest samples of a node that is split") { Minimum = 2 },
        new("minSamplesLeaf", HyperParameterKind.Integer, "1", "The fewest samples of a leaf") { Aliases = ["min_data_in_leaf", "min_child_samples"], Minimum = 1, Search = (1, 100), IsLogarithmic = true },
        new("minImpurityDecrease", HyperParameterKind.Number, "0", "The least gain of a split, as a share of all weight") { Minimum = 0, Maximum = 1e30 },
        new("maxFeatures", HyperParameterKind.Choice, "auto", "Features tried for a split: auto is sqrt for classes and all for numbers; or a share in tenths")
        {
            Choices = ["auto", "sqrt", "log2", "all", "none", "None", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"],
        },
        new("featureShare", HyperParameterKind.Number, "0", "Features tried for a split as any share; 0 for what maxFeatures says") { Minimum = 0, Maximum = 1, Search = (0.1, 1) },
        new("bootstrap", HyperParameterKind.Switch, bootstrap ? "true" : "false", "Whether a tree learns from samples drawn with replacement"),
        new("sampleShare", HyperParameterKind.Number, "1", "How many samples a bootstrap draws, as a share of all") { Aliases = ["max_samples"], Minimum = 1e-6, Maximum = 1 },
        new("classWeight", HyperParameterKind.Choice, "none", "Whether classes weigh the same, counted over all samples or over those drawn") { Choices = ["none", "None", "balanced", "balanced_subsample"] },
        new("outOfBag", HyperParameterKind.Switch, "false", "Whether to score the forest on the samples that each tree left out") { Aliases = ["oob_score"] },
        new("seed", HyperParameterKind.Integer, "-1", "Seed of the forest; -1 for the training's own") { Aliases = ["random_state"], Minimum = -1 },
        new("threads", HyperParameterKind.Integer, "0", "Threads; 0 or less for the training's own. The model does not depend on them") { Aliases = ["n_jobs", "nthread", "num_threads"], Minimum = -1, Maximum = 1024 },
    ];
}
