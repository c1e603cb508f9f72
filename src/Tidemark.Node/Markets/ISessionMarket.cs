namespace Tidemark.Node.Markets;

/// <summary>Where the bars of a session come from: one after the other, each with the time at which it closes. A session keeps its source for life.</summary>
public interface ISessionMarket
{
    /// <summary>For people: <c>generated market (seed 7)</c>.</summary>
    string Description { get; }

    /// <summary>Whether prices are not those of a real market now.</summary>
    bool IsSimulated { get; }

    /// <summary>The close time of the next bar; null at the end.</summary>
    Instant? NextClose { get; }

    /// <summary>Takes the next bar.</summary>
    Bar Read();

    /// <summary>Moves behind the last bar that the session has already seen.</summary>
    /// <exception cref="InvalidDataException">The source no longer has that bar, or has another one in its place.</exception>
    void SkipThrough(in Bar last);
}
