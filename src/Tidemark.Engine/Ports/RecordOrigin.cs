namespace Tidemark.Engine.Ports;

/// <summary>
/// Who made a journal record. All but <see cref="Engine"/> are inputs: replay feeds them and compares what the engine makes of
/// them with the derived records.
/// </summary>
public enum RecordOrigin : byte
{
    /// <summary>What the session is: strategies, parameters, instruments, account, build.</summary>
    Session = 1,
    Market = 2,
    Venue = 3,
    Command = 4,
    Time = 5,
    Prediction = 6,

    /// <summary>Derived: made by the core.</summary>
    Engine = 7,
}
