using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;

namespace Tidemark.Node.Sessions;

/// <summary>Models that change while a session runs: retrained in the background, or chosen anew by a person.</summary>
public interface ISessionModels : IPredictorSource
{
    /// <summary>Hears every input after the session has taken it, those that are replayed at a restart included; returns at once.</summary>
    void Hear(in EngineEvent input);

    /// <summary>A change that is ready, asked for between two events; null for none.</summary>
    ModelChange? TakeChange();
}
