using Tidemark.Engine.Orders.Running;

namespace Tidemark.Simulation.Venues;

/// <summary>Which orders wait for which parent, and which cancel each other.</summary>
internal sealed class OrderLinks
{
    private readonly Dictionary<OrderId, List<RestingOrder>> children = [];
    private readonly Dictionary<int, List<RestingOrder>> groups = [];

    private readonly GroupFills filled;

    public OrderLinks() => filled = new GroupFills(groups.ContainsKey);

    /// <summary>How much the orders of a group have filled so far, those that are gone included.</summary>
    public decimal FilledOf(int group) => filled.Of(group);

    /// <summary>Counts a fill of a group.</summary>
    public void CountFill(int group, decimal quantity) => filled.Add(group, quantity);

    public void Add(RestingOrder order)
    {
        if (order.Request.IsContingent) ListOf(children, order.Request.Parent).Add(order);
        if (order.Request.OcoGroup != 0) ListOf(groups, order.Request.OcoGroup).Add(order);
    }

    public void Remove(RestingOrder order)
    {
        if (order.Request.IsContingent) RemoveFrom(children, order.Request.Parent, order);
        if (order.Request.OcoGroup != 0) RemoveFrom(groups, order.Request.OcoGroup, order);
    }

    /// <summary>The orders that wait for this one, oldest first.</summary>
    public IReadOnlyList<RestingOrder> ChildrenOf(OrderId parent) => children.Count == 0 ? [] : children.TryGetValue(parent, out var list) ? list.ToArray() : [];

    /// <summary>The other orders of its group, oldest first.</summary>
    public IReadOnlyList<RestingOrder> SiblingsOf(RestingOrder order) =>
        order.Request.OcoGroup != 0 && groups.TryGetValue(order.Request.OcoGroup, out var list) ? [.. list.Where(other => other != order)] : [];

    private static List<RestingOrder> ListOf<TKey>(Dictionary<TKey, List<RestingOrder>> lists, TKey key) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }

    private static void RemoveFrom<TKey>(Dictionary<TKey, List<RestingOrder>> lists, TKey key, RestingOrder order) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) return;
        list.Remove(order);
        if (list.Count == 0) lists.Remove(key);
    }
}
