namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>What the dialect keeps with an order.</summary>
internal sealed class OrderRemarks
{
    /// <summary>As on the wire, such as <c>stop-loss-limit</c>.</summary>
    public required string OrderType { get; init; }

    public long? UserReference { get; init; }

    /// <summary>Whether fees shall be in base currency.</summary>
    public bool FeesInBase { get; init; }

    /// <summary>A market order whose volume is in quote currency.</summary>
    public bool IsVolumeInQuote { get; init; }

    public Trail? Trail { get; init; }

    /// <summary>What is placed against every fill.</summary>
    public ClosePlan? Close { get; init; }

    /// <summary>The order that this one closes, or that it replaces.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Why it ended, where it did not fill.</summary>
    public string? Reason { get; set; }

    public bool IsAmended { get; set; }

    public Instant? ClosedAt { get; set; }

    /// <summary>What it had filled when its close orders were last made.</summary>
    public decimal Covered { get; set; }
}
