namespace Tidemark.Venues.Limits;

/// <summary>What may use up the last of a budget.</summary>
public enum CallPriority : byte
{
    /// <summary>History and lists: leaves a good part of the budget to others.</summary>
    Background,

    /// <summary>What trading waits for: queries of orders, snapshots of lost books.</summary>
    Normal,

    /// <summary>Orders and cancels: may use the budget to its end.</summary>
    Urgent,
}
