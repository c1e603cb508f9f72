using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Selection;

/// <summary>How features are selected, as a person says it: <c>mrmr:10</c>, <c>clusters:0.9</c>.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Count">How many are kept; 0 for as many as the way gives.</param>
/// <param name="Threshold">The mean correlation from which features are one group, for <see cref="SelectionKind.Clusters"/>.</param>
public sealed record FeatureSelection(SelectionKind Kind, int Count, double Threshold = 0.8)
{
    private static readonly (SelectionKind Kind, string[] Names)[] Kinds =
    [
        (SelectionKind.MutualInformation, ["mutual-information", "mi"]), (SelectionKind.RelevanceRedundancy, ["mrmr"]), (SelectionKind.Clusters, ["clusters", "correlation-clusters"]),
        (SelectionKind.Permutation, ["permutation"]), (SelectionKind.Contributions, ["shap"]), (SelectionKind.RecursiveElimination, ["rfe", "recursive-elimination"]),
    ];

    /// <summary>How it is written; <see cref="Parse"/> makes the same again.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Kinds.First(one => one.Kind == Kind).Names[0]}:{(Kind == SelectionKind.Clusters ? Threshold : Count)}");

    /// <summary>Whether the result depends on the model and its settings.</summary>
    public bool NeedsModel => Kind is SelectionKind.Permutation or SelectionKind.Contributions or SelectionKind.RecursiveElimination;

    /// <summary>Reads a way with the number of features that are kept, or of <c>clusters</c> the correlation.</summary>
    /// <exception cref="ArgumentException">It is not known, or its number is not possible.</exception>
    public static FeatureSelection Parse(string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        var kind = Kinds.FirstOrDefault(one => one.Names.Contains(parts[0].ToLowerInvariant()));
        if (kind.Names is null) throw new ArgumentException($"'{text}' is no way to select features; write {string.Join(", ", Kinds.Select(one => one.Kind == SelectionKind.Clusters ? "clusters:0.9" : $"{one.Names[0]}:10"))}");
        if (kind.Kind == SelectionKind.Clusters)
            return double.TryParse(parts.ElementAtOrDefault(1) ?? "0.8", NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) && threshold is > 0 and <= 1
                ? new FeatureSelection(kind.Kind, 0, threshold)
                : throw new ArgumentException($"'{text}': the correlation from which features are one group lies above 0 and at most at 1");
        return int.TryParse(parts.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new FeatureSelection(kind.Kind, count)
            : throw new ArgumentException($"'{text}': say how many features are kept, such as {kind.Names[0]}:10");
    }

    /// <summary>What ranks the features for a model.</summary>
    /// <param name="model">The kind of model.</param>
    /// <param name="estimator">The model with its settings, by which features are judged; contributions are those of boosted trees where it is not made of trees.</param>
    public IFeatureSelector For(ModelDescriptor model, IEstimator estimator) => Kind switch
    {
        SelectionKind.MutualInformation => new MutualInformationSelector(),
        SelectionKind.RelevanceRedundancy => new RelevanceRedundancySelector(Count),
        SelectionKind.Clusters => new CorrelationClusterSelector(Threshold),
        SelectionKind.Permutation => new PermutationSelector(estimator),
        SelectionKind.RecursiveElimination => new RecursiveEliminationSelector(estimator, Count),
        _ => new ContributionSelector(TreeModels.All.Contains(model) ? estimator : Boosting()),
    };

    private static IEstimator Boosting()
    {
        var trees = ModelCatalog.Find("gbm")!;
        return trees.Create(HyperParameters.Parse(trees.Parameters, [KeyValuePair.Create("trees", "100"), KeyValuePair.Create("maxDepth", "4")]));
    }
}
