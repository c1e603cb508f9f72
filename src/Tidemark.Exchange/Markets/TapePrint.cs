namespace Tidemark.Exchange.Markets;

/// <summary>A trade that shall happen.</summary>
/// <param name="At">After the beginning of the tape.</param>
/// <param name="Aggressor">The side of the taker; null where it is not known.</param>
public readonly record struct TapePrint(Duration At, decimal Price, decimal Quantity, Side? Aggressor);
