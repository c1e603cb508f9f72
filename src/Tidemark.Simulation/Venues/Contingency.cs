namespace Tidemark.Simulation.Venues;

/// <summary>What the orders that an order depends on have filled.</summary>
internal sealed class Contingency
{
    /// <summary>How much of its parent has filled; a contingent order that reduces works for this much only.</summary>
    public decimal ParentFilled { get; set; }

    /// <summary>Whether its parent has filled whole, which one that does not reduce waits for.</summary>
    public bool IsParentWhole { get; set; }

    /// <summary>How much the other orders of its group have filled.</summary>
    public decimal SiblingFilled { get; set; }

    /// <summary>The open of the bar after whose open the parent filled: that open cannot trigger this order.</summary>
    public Instant WokenInBar { get; set; } = Instant.MinValue;

    /// <summary>The price at which the parent filled last.</summary>
    public double WokenPrice { get; set; }
}
