namespace Tidemark.Exchange.Faults;

/// <summary>Where something may go wrong.</summary>
internal enum OccasionKind : byte
{
    Request,
    Message,
    Cancel,
    Order,
    Fill,
}
