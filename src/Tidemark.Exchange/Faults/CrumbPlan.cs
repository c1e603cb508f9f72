using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Faults;

/// <summary>The crumbs that wait for an order.</summary>
internal sealed record CrumbPlan(int Count)
{
    public List<ExchangeOrder> Orders { get; } = [];
}
