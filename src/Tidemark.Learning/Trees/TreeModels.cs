using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees.Boosting;

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
            Create = values => new GradientBoosting(BoostingParameters.Options(values)),
            Load = TreeModelState.Load,
        },
    ];
}
