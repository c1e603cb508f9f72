namespace Tidemark.Exchange.Contracts;

/// <summary>What happened to a conditional order.</summary>
internal enum AlgoEvent : byte
{
    New,
    Canceled,
    Triggered,
    Finished,
    Rejected,
    Expired,
}
