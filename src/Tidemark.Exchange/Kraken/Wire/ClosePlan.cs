namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>An order to be placed against every fill of another: the conditional close.</summary>
/// <param name="Price">The limit, or the trigger of types that have one.</param>
/// <param name="Price2">The limit of types with a trigger.</param>
internal sealed record ClosePlan(string OrderType, string? Price, string? Price2);
