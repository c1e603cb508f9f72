namespace Tidemark.Domain;

public enum OrderEventKind : byte
{
    Submitted,
    Accepted,
    Triggered,
    Amended,
    AmendRejected,
    PartiallyFilled,
    Filled,
    CancelRejected,
    Canceled,

    /// <summary>Refused by us.</summary>
    Denied,

    /// <summary>Refused by the venue.</summary>
    Rejected,
    Expired,

    /// <summary>Sent, but the venue's answer is missing.</summary>
    Unknown,

    /// <summary>The whole state of the order as the venue reports it, after events may have been lost.</summary>
    Reconciled,
}
