namespace Tidemark.Domain;

/// <summary>Where an order is in its life; see <c>docs/glossary.md</c> and the transition table in Engine.</summary>
public enum OrderStatus : byte
{
    /// <summary>Decided, not yet sent.</summary>
    Created,

    /// <summary>On its way to the venue.</summary>
    Submitted,

    /// <summary>Sent, and the venue has not answered: it may or may not exist there.</summary>
    Unknown,

    /// <summary>Accepted and working, nothing filled.</summary>
    Open,

    PartiallyFilled,
    Filled,
    Canceled,

    /// <summary>Refused by us before it was sent.</summary>
    Denied,

    /// <summary>Refused by the venue.</summary>
    Rejected,

    /// <summary>Ended by its time in force.</summary>
    Expired,
}

/// <summary>Questions about an <see cref="OrderStatus"/>.</summary>
public static class OrderStatuses
{
    /// <summary>Whether nothing but a late fill can change the order any more.</summary>
    public static bool IsFinal(this OrderStatus status) => status >= OrderStatus.Filled;
}
