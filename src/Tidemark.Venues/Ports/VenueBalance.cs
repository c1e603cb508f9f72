namespace Tidemark.Venues.Ports;

/// <summary>What an account has of an asset.</summary>
/// <param name="Asset">Such as <c>BTC</c>.</param>
/// <param name="Free">Can be used.</param>
/// <param name="Locked">Held by working orders.</param>
public sealed record VenueBalance(string Asset, decimal Free, decimal Locked)
{
    public decimal Total => Free + Locked;
}
