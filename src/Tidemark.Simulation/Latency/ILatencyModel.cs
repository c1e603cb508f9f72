namespace Tidemark.Simulation.Latency;

/// <summary>How long a request takes to the venue, and the venue's answer back.</summary>
public interface ILatencyModel
{
    /// <summary>The name and values on the command line: <c>fixed:50,30</c>.</summary>
    string Name { get; }

    /// <summary>Begins a session: a function that gives the delays of each request in turn. The same model gives every session the same ones.</summary>
    Func<LatencyPair> Begin();
}
