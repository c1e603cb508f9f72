namespace Tidemark.Domain;

/// <summary>An opinion on an instrument. It carries no quantity: sizing is the portfolio's business.</summary>
/// <param name="Strength">How far the opinion goes, 0 to 1.</param>
/// <param name="Confidence">How sure the source is, 0 to 1.</param>
/// <param name="Horizon">For how long the opinion is meant to hold.</param>
/// <param name="KnownAt">When it was formed.</param>
public readonly record struct Signal(SignalSource Source, InstrumentIndex Instrument, PositionSide Direction,
    double Strength, double Confidence, Duration Horizon, Instant KnownAt, ReasonId Reason)
{
    /// <summary>Why the values cannot be a signal, or null when they can.</summary>
    public string? Defect()
    {
        if (!(Strength is >= 0 and <= 1)) return "strength must be between 0 and 1";
        return Confidence is >= 0 and <= 1 ? null : "confidence must be between 0 and 1";
    }
}
