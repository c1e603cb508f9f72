namespace Tidemark.Engine.Ports;

/// <summary>Finds models for a session: in a registry, in files, or in the journal of a session that is replayed.</summary>
public interface IPredictorSource
{
    /// <summary>The model that a strategy asks for.</summary>
    /// <param name="name">As the strategy was told: <c>NAME</c>, <c>NAME@VERSION</c> or a file.</param>
    /// <exception cref="BadInputException">There is no such model, or it cannot be used; the message names the nearest.</exception>
    IPredictor Open(string name);

    /// <summary>Another version of a model that was opened.</summary>
    /// <param name="name">The name under which it was opened.</param>
    /// <param name="version">Which version.</param>
    /// <exception cref="BadInputException">There is no such version.</exception>
    IPredictor Open(string name, string version);
}
