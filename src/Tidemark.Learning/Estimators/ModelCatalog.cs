using System.Collections.Immutable;
using Tidemark.Learning.Classics;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Networks;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Estimators;

/// <summary>Every kind of model. A family lists its own.</summary>
public static class ModelCatalog
{
    /// <summary>All, in the order in which they are shown.</summary>
    public static ImmutableArray<ModelDescriptor> All { get; } = [.. NetworkModels.All, .. TreeModels.All, .. ClassicModels.All];

    /// <summary>The kind of that name or alias; null where there is none.</summary>
    public static ModelDescriptor? Find(string name) =>
        All.FirstOrDefault(model => model.Name == name) ?? All.FirstOrDefault(model => model.Aliases.Contains(name));

    /// <summary>Makes a saved model again.</summary>
    /// <exception cref="InvalidDataException">Its kind is not known, or it is damaged.</exception>
    /// <remarks>An agent that learnt by acting is loaded as well; it is not among <see cref="All"/>, for it does not learn from samples.</remarks>
    public static IFittedModel Load(ModelState state) => state.Kind == EnsembleModel.Kind ? EnsembleModel.Load(state)
        : state.Kind == TrainedPolicy.Kind ? TrainedPolicy.Load(state)
        : (Find(state.Kind) ?? throw new InvalidDataException($"a model of kind '{state.Kind}' is not known to this version")).Load(state);
}
