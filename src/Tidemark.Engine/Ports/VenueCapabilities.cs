namespace Tidemark.Engine.Ports;

/// <summary>What a venue does natively. What it lacks is run by the engine or refused, never silently changed.</summary>
/// <param name="StopOrders">Stop orders rest at the venue.</param>
/// <param name="ContingentOrders">Orders that wait for a parent's fill, and one-cancels-other groups, live at the venue.</param>
/// <param name="ReduceOnly">The venue itself cuts or refuses what would increase a position.</param>
/// <param name="Amend">Working orders can be changed without losing their identity.</param>
public sealed record VenueCapabilities(bool StopOrders, bool ContingentOrders, bool ReduceOnly, bool Amend);
