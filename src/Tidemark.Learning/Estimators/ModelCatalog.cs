using System.Collections.Immutable;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Classics;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Networks;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Trees;

namespace Tidemark.Learning.Estimators;

/// <summary>Every kind of model. A family lists its own.</summary>
public static class ModelCatalog
{
    private const int MostColumns = 1 << 20;
    private const int MostInputs = 1 << 26;
    private const int MostOutputs = 1 << 16;

    /// <summary>All, in the order in which they are shown.</summary>
    public static ImmutableArray<ModelDescriptor> All { get; } = [.. NetworkModels.All, .. TreeModels.All, .. ClassicModels.All];

    /// <summary>The kind of that name or alias; null where there is none.</summary>
    public static ModelDescriptor? Find(string name) =>
        All.FirstOrDefault(model => model.Name == name) ?? All.FirstOrDefault(model => model.Aliases.Contains(name));

    /// <summary>Makes a saved model again.</summary>
    /// <exception cref="InvalidDataException">Its kind is not known, or it is damaged.</exception>
    /// <remarks>An agent that learnt by acting is loaded as well; it is not among <see cref="All"/>, for it does not learn from samples.</remarks>
    public static IFittedModel Load(ModelState state)
    {
        var model = LoadOf(state);
        // Whoever predicts makes room for a window and for outputs, and takes their sizes from the model.
        var isUsable = model.Columns is >= 1 and <= MostColumns && model.Window >= 1 && (long)model.Window * model.Columns <= MostInputs && model.Outputs is >= 1 and <= MostOutputs;
        return isUsable ? model : throw new InvalidDataException($"the saved model of kind '{state.Kind}' is damaged: {model.Window} rows of {model.Columns} features and {model.Outputs} outputs are not what it can have");
    }

    private static IFittedModel LoadOf(ModelState state) => state.Kind switch
    {
        EnsembleModel.Kind => EnsembleModel.Load(state),
        TrainedPolicy.Kind => TrainedPolicy.Load(state),
        PreparedModel.Kind => PreparedModel.Load(state),
        CalibratedModel.Kind => CalibratedModel.Load(state),
        _ => (Find(state.Kind) ?? throw new InvalidDataException($"a model of kind '{state.Kind}' is not known to this version")).Load(state),
    };
}
