namespace Tidemark.Domain;

/// <summary>New terms of a working order; what is null stays as it is. The quantity is the new total, filled part included.</summary>
public sealed record Amendment(Quantity? Quantity = null, Price? LimitPrice = null, Price? StopPrice = null);
