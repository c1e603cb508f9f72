using Tidemark.Engine.Ports;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;

namespace Tidemark.Research.Retraining;

/// <summary>The models of a store for a run that trains them anew. One that never can be is refused when the run opens it, and not at every training.</summary>
/// <param name="store">Where models lie.</param>
/// <param name="refusal">Why this run could not train a model, by its name; null where it could, or where nothing is asked of the run.</param>
public sealed class RetrainablePredictors(IModelStore store, Func<string, TrainedModel, string?>? refusal = null) : IPredictorSource
{
    private readonly StoredPredictors stored = new(store);

    /// <inheritdoc/>
    /// <exception cref="BadInputException">There is no such model, or it cannot be trained anew.</exception>
    public IPredictor Open(string name) => Checked(name, stored.Open(name));

    /// <inheritdoc/>
    /// <exception cref="BadInputException">There is no such version, or it cannot be trained anew.</exception>
    public IPredictor Open(string name, string version) => Checked(name, stored.Open(name, version));

    private IPredictor Checked(string name, IPredictor predictor)
    {
        var model = ((ModelPredictor)predictor).Model;
        var file = RegisteredModels.IsFile(name) ? "it lies in a file, which has no versions: register it with models import" : null;
        return (file ?? ModelRetrainer.RefusalOf(model) ?? refusal?.Invoke(name, model)) is { } reason
            ? throw new BadInputException($"model {name} cannot be trained anew while it trades: {reason}; leave out --retrain-every and --retrain-on-drift")
            : predictor;
    }
}
