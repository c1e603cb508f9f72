namespace Tidemark.Venues.Reference;

/// <summary>Something read for people to look at, and how old it is. It is no price to trade on, and nothing that trades can take it.</summary>
/// <param name="Value">What was read.</param>
/// <param name="FetchedAt">When it was asked for.</param>
/// <param name="Age">How long ago that is.</param>
/// <param name="Problem">Why it could not be renewed although it is older than it should be; null where it is fresh.</param>
public sealed record ReferenceReading<T>(T Value, Instant FetchedAt, Duration Age, string? Problem)
{
    public bool IsStale => Problem is not null;
}
