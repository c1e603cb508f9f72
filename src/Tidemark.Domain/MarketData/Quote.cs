namespace Tidemark.Domain;

/// <summary>The best bid and ask of a book. Prices in quote, quantities in base currency.</summary>
public readonly record struct Quote(Instant Time, double Bid, double BidQuantity, double Ask, double AskQuantity)
{
    public double Mid => 0.5 * (Bid + Ask);

    /// <summary>Why the values cannot be a quote, or null when they can.</summary>
    public string? Defect()
    {
        if (!double.IsFinite(Bid) || !double.IsFinite(Ask) || !double.IsFinite(BidQuantity) || !double.IsFinite(AskQuantity)) return "a value is not a finite number";
        if (Bid <= 0 || Ask <= 0) return "a price is not positive";
        if (BidQuantity < 0 || AskQuantity < 0) return "a quantity is negative";
        return Ask < Bid ? "ask is below bid" : null;
    }
}
