using Tidemark.Engine.Ports;
using Tidemark.Venues.Orders;

namespace Tidemark.Venues.Execution;

/// <summary>How a session is tied to a venue's trading.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The instruments of the session by their numbers.</summary>
    public required IReadOnlyList<InstrumentId> Instruments { get; init; }

    /// <summary>Our names of orders, the same after a restart; see <c>ClientOrderIds</c>.</summary>
    public required Func<OrderRequest, ClientOrderId> NameOf { get; init; }

    /// <summary>Returns once a record of the journal is on the disk; nothing is sent before.</summary>
    public required Func<JournalSequence, CancellationToken, Task> UntilDurable { get; init; }

    /// <summary>The number of the account in the session.</summary>
    public int Account { get; init; }

    /// <summary>The source's place among others at the same moment.</summary>
    public int Priority { get; init; }

    public OrderTrackerOptions Tracking { get; init; } = new();
}
