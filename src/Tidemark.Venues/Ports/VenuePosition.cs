namespace Tidemark.Venues.Ports;

/// <summary>A position in a contract as its venue tells it.</summary>
/// <param name="Instrument">Which contract.</param>
/// <param name="Side">In hedge mode, which of both; in one-way mode the direction.</param>
/// <param name="Quantity">Signed; negative is short.</param>
/// <param name="EntryPrice">Mean price of entry.</param>
/// <param name="MarkPrice">At which the venue values it.</param>
/// <param name="LiquidationPrice">At which the venue would close it; null where it gives none.</param>
/// <param name="Leverage">In force.</param>
public sealed record VenuePosition(InstrumentId Instrument, PositionSide Side, decimal Quantity, decimal EntryPrice, decimal MarkPrice, decimal? LiquidationPrice, decimal Leverage);
