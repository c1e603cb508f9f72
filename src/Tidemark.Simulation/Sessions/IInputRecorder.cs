using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sessions;

/// <summary>Hears every input of a session before the engine takes it, so that it can be replayed.</summary>
public interface IInputRecorder
{
    void InputTaken(in EngineEvent input);
}
