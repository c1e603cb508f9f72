using Tidemark.Engine.Ports;

namespace Tidemark.Research.Predictors;

/// <summary>The models of a store for a session that does not change them.</summary>
public sealed class StoredPredictors(IModelStore store) : IPredictorSource
{
    /// <inheritdoc/>
    public IPredictor Open(string name)
    {
        var (model, version, trained) = store.Load(name);
        return new ModelPredictor(trained, ModelSchemas.Of(model, version, trained));
    }

    /// <inheritdoc/>
    public IPredictor Open(string name, string version)
    {
        var trained = store.Load(name, version);
        return new ModelPredictor(trained, ModelSchemas.Of(RegisteredModels.NameIn(name), version, trained));
    }
}
