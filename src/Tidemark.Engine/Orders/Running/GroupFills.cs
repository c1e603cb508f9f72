namespace Tidemark.Engine.Orders.Running;

/// <summary>
/// How much the orders of each group have filled, those that are gone included: an order may come to a group after others have filled. Of
/// groups that nobody works in any more only the last are kept, so that a session of years does not remember each of its brackets.
/// </summary>
/// <param name="isWorking">Whether a group has an order that is not final.</param>
internal sealed class GroupFills(Func<int, bool> isWorking)
{
    private const int Kept = 1_024;

    private readonly Dictionary<int, decimal> filled = [];
    private readonly Queue<int> oldest = new();

    /// <summary>How many groups are remembered.</summary>
    public int Count => filled.Count;

    public decimal Of(int group) => filled.GetValueOrDefault(group);

    public bool TryFind(int group, out decimal quantity) => filled.TryGetValue(group, out quantity);

    public void Add(int group, decimal quantity)
    {
        if (filled.TryAdd(group, quantity)) oldest.Enqueue(group);
        else filled[group] += quantity;
        // One look for each group that comes: the ones that still work go to the end.
        if (filled.Count <= Kept) return;
        var first = oldest.Dequeue();
        if (isWorking(first)) oldest.Enqueue(first);
        else filled.Remove(first);
    }
}
