using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees.Boosting;
using Tidemark.Learning.Trees.Forests;

namespace Tidemark.Learning.Trees;

/// <summary>Models made of decision trees, as the catalog lists them.</summary>
internal static class TreeModels
{
    private static readonly ImmutableArray<LearningTask> EveryTask = [LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass];

    public static ImmutableArray<ModelDescriptor> All { get; } =
    [
        new ModelDescriptor
        {
            Name = "gbm",
            Aliases = ["xgboost", "lightgbm", "gradient-boosting"],
            Title = "Gradient boosted trees",
            Summary = "Each tree takes a Newton step on the loss of those before it; splits on histograms, or exact. After Chen and Guestrin, \"XGBoost\" (2016), whose defaults it has.",
            Tasks = EveryTask,
            TakesMissingValues = true,
            Parameters = BoostingParameters.All,
            Foreign = BoostingParameters.Foreign,
            Create = values => new GradientBoosting(BoostingParameters.Options(values)),
            Load = TreeModelState.Load,
        },
        new ModelDescriptor
        {
            Name = "forest",
            Aliases = ["random-forest"],
            Title = "Random forest",
            Summary = "The mean of deep trees, each grown on a bootstrap of the samples with a few features tried at each split. After Breiman, \"Random Forests\" (2001).",
            Tasks = EveryTask,
            TakesMissingValues = true,
            Parameters = ForestParameters.Random,
            Foreign = ForestParameters.Foreign,
            Create = values => new Forest(ForestParameters.Options("forest", values)),
            Load = TreeModelState.Load,
        },
        new ModelDescriptor
        {
            Name = "extra-trees",
            Aliases = ["extremely-randomized-trees"],
            Title = "Extremely randomised trees",
            Summary = "The mean of deep trees whose thresholds are drawn at random. After Geurts, Ernst and Wehenkel, \"Extremely Randomized Trees\" (2006).",
            Tasks = EveryTask,
            TakesMissingValues = true,
            Parameters = ForestParameters.Extra,
            Foreign = ForestParameters.Foreign,
            Create = values => new Forest(ForestParameters.Options("extra-trees", values)),
            Load = TreeModelState.Load,
        },
    ];
}
