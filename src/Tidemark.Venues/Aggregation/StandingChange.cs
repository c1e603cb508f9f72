namespace Tidemark.Venues.Aggregation;

/// <summary>A venue dropped out, or came back.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Before">How it stood.</param>
/// <param name="After">How it stands.</param>
/// <param name="At">When.</param>
/// <param name="Reason">One line for people.</param>
public sealed record StandingChange(string Venue, VenueStanding Before, VenueStanding After, Instant At, string Reason)
{
    public bool IsDropOut => Before == VenueStanding.Active;

    public bool IsReturn => After == VenueStanding.Active;

    public override string ToString() => $"{At} {Venue}: {Before} -> {After}, {Reason}";
}
