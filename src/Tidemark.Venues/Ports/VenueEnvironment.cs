namespace Tidemark.Venues.Ports;

/// <summary>Whether real money is at stake. Keys of one are refused on the other.</summary>
public enum VenueEnvironment : byte
{
    Live,

    /// <summary>The venue's own playground.</summary>
    Testnet,
}
