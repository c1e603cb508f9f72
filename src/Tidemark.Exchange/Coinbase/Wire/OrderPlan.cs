using System.Text.Json;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>A new order as it was read.</summary>
/// <param name="StopLeg">Of a bracket the order that waits on the other side; one of the two trades.</param>
internal sealed record OrderPlan(Market Market, OrderTicket Ticket, OrderTicket? StopLeg)
{
    /// <summary>What was asked for, as it was written.</summary>
    public required JsonElement Configuration { get; init; }
}
