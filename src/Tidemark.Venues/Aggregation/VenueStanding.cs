namespace Tidemark.Venues.Aggregation;

/// <summary>Whether a venue counts in what is put together of several.</summary>
public enum VenueStanding : byte
{
    /// <summary>Nothing has come from it yet.</summary>
    Absent,

    /// <summary>It counts.</summary>
    Active,

    /// <summary>Nothing has come for longer than the greatest age.</summary>
    Stale,

    /// <summary>Its own bid is not below its own ask: its book is wrong or the market stands.</summary>
    Crossed,

    /// <summary>Its feed lost an update or the connection.</summary>
    Lost,

    /// <summary>Its middle is further from the median of all than the greatest deviation.</summary>
    Deviating,
}
