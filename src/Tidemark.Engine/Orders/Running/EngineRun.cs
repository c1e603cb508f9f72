using Tidemark.Engine.Ports;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Engine.Orders.Running;

/// <summary>An order of which the engine does what the venue does not.</summary>
/// <param name="order">The order.</param>
/// <param name="decided">The record of its decision, which must be durable before anything leaves.</param>
internal sealed class EngineRun(Order order, JournalSequence decided)
{
    public Order Order => order;

    public JournalSequence Decided { get; set; } = decided;

    /// <summary>The new terms of an order that its venue cannot amend: it is being canceled there to be sent anew.</summary>
    public Amendment? Replacement { get; set; }

    /// <summary>Whether it has been canceled for that, and goes again.</summary>
    public bool MustGoAgain { get; set; }

    public RunPhase Phase { get; set; }

    /// <summary>Only bars that open then or later count for its trigger.</summary>
    public Instant Since { get; set; }

    /// <summary>How a trailing stop follows the market, where the engine moves it.</summary>
    public TrailingLevel? Trail { get; set; }

    /// <summary>In what its distance is measured, where that is the average true range.</summary>
    public AverageTrueRange? Range { get; set; }

    /// <summary>Whether the engine keeps its links to parent and group.</summary>
    public bool IsLinked { get; set; }

    /// <summary>How much the other orders of its group have filled.</summary>
    public decimal SiblingFilled { get; set; }

    /// <summary>Whether it goes to the venue part by part: an iceberg, or an exit for what its entry has filled.</summary>
    public bool IsSliced { get; set; }

    /// <summary>How much of the part at the venue has not filled yet.</summary>
    public decimal SliceLeft { get; set; }

    /// <summary>The part at the venue, what has filled of it included.</summary>
    public decimal SliceTotal { get; set; }

    /// <summary>How many parts have gone.</summary>
    public int SlicesSent { get; set; }

    public Instant TimeoutAt { get; set; } = Instant.MaxValue;

    public Instant ExpiryAt { get; set; } = Instant.MaxValue;

    public int Reprices { get; set; }

    public bool IsHeld => Phase != RunPhase.AtVenue;
}
