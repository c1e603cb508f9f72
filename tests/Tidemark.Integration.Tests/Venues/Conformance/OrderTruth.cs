namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>An order.</summary>
/// <param name="ClientId">As it is on the wire.</param>
/// <param name="Quantity">In force.</param>
/// <param name="Filled">Of it.</param>
/// <param name="IsOpen">Whether it works.</param>
/// <param name="IsBuy">Its side.</param>
public sealed record OrderTruth(string ClientId, decimal Quantity, decimal Filled, bool IsOpen, bool IsBuy);
