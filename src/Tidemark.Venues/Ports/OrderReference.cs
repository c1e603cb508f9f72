namespace Tidemark.Venues.Ports;

/// <summary>Names one order of ours at a venue.</summary>
/// <param name="Instrument">Its instrument.</param>
/// <param name="ClientId">Our name; empty for an order that was placed elsewhere.</param>
/// <param name="VenueId">The venue's name, where it is known.</param>
public sealed record OrderReference(InstrumentId Instrument, string ClientId, string? VenueId = null)
{
    public static OrderReference To(VenueOrderRequest request) => new(request.Instrument, request.ClientId.ToString());

    public override string ToString() => $"{Instrument} {(ClientId.Length > 0 ? ClientId : VenueId)}";
}
