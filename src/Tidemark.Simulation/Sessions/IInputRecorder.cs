using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;

namespace Tidemark.Simulation.Sessions;

/// <summary>Hears every input of a session before the engine takes it, so that it can be replayed.</summary>
public interface IInputRecorder
{
    /// <param name="input">The event.</param>
    /// <param name="origin">Where it came from.</param>
    void InputTaken(in EngineEvent input, RecordOrigin origin);
}
