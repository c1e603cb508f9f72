namespace Tidemark.Engine.Orders;

/// <summary>Turns a venue's report of an order into the events that lead there; those that were not lost change nothing a second time.</summary>
internal static class OrderReconciliation
{
    /// <param name="reconciled">An event of kind <see cref="OrderEventKind.Reconciled"/>.</param>
    /// <exception cref="InvalidOperationException">It carries no report.</exception>
    public static IEnumerable<OrderEvent> Expand(OrderEvent reconciled)
    {
        var report = reconciled.Report ?? throw new InvalidOperationException($"the reconciliation of order {reconciled.Order} carries no report");
        var bare = reconciled with { Report = null, Amendment = null, Fill = null, Reason = OrderReason.None };
        yield return bare with { Kind = report.Status == OrderStatus.Unknown ? OrderEventKind.Unknown : OrderEventKind.Accepted };
        yield return bare with { Kind = OrderEventKind.Amended, Amendment = report.Terms };
        foreach (var fill in report.Fills) yield return bare with { Kind = OrderEventKind.PartiallyFilled, Fill = fill, Time = fill.Time };
        if (EndOf(report.Status) is { } kind) yield return bare with { Kind = kind, Reason = report.Reason };
    }

    private static OrderEventKind? EndOf(OrderStatus status) => status switch
    {
        OrderStatus.Canceled => OrderEventKind.Canceled,
        OrderStatus.Denied => OrderEventKind.Denied,
        OrderStatus.Rejected => OrderEventKind.Rejected,
        OrderStatus.Expired => OrderEventKind.Expired,
        _ => null,
    };
}
