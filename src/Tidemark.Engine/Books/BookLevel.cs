namespace Tidemark.Engine.Books;

/// <summary>One price of an order book and what rests there.</summary>
/// <param name="Price">In quote currency.</param>
/// <param name="Quantity">In base currency.</param>
public readonly record struct BookLevel(double Price, double Quantity);
