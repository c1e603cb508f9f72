namespace Tidemark.Simulation.Venues;

/// <summary>
/// Orders that took time to arrive, and therefore arrive inside a bar. One that was decided by the bar's open and arrives in its first
/// tenth takes part in it; any other waits for the next bar. What would fill at the open then fills at the worse of the open and the
/// straight line from open to close at the moment of arrival; a limit order never worse than its limit.
/// </summary>
internal static class Arrival
{
    private const int EarlyPart = 10;

    public static bool IsEarlyIn(in Bar bar, Instant close, RestingOrder order) =>
        order.Request.CreatedAt <= bar.OpenTime && order.ActiveFrom > bar.OpenTime
        && (order.ActiveFrom.Nanoseconds - bar.OpenTime.Nanoseconds) * EarlyPart <= close.Nanoseconds - bar.OpenTime.Nanoseconds;

    public static double PriceAt(in Bar bar, Instant close, RestingOrder order)
    {
        var passed = (double)(order.ActiveFrom.Nanoseconds - bar.OpenTime.Nanoseconds) / (close.Nanoseconds - bar.OpenTime.Nanoseconds);
        var line = bar.Open + passed * (bar.Close - bar.Open);
        var isBuy = order.Request.Side == Side.Buy;
        var price = isBuy ? Math.Max(bar.Open, line) : Math.Min(bar.Open, line);
        if (!order.Request.Type.HasLimit() || order.LimitPrice is not { } limit) return price;
        return isBuy ? Math.Min(price, limit.ToDouble()) : Math.Max(price, limit.ToDouble());
    }
}
