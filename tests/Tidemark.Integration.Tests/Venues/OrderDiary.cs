using System.Collections.Concurrent;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Writes down what a tracker tells.</summary>
internal sealed class OrderDiary : IOrderObserver
{
    public ConcurrentQueue<(TrackedOrder Before, TrackedOrder After)> Changes { get; } = new();

    public ConcurrentQueue<VenueFill> Fills { get; } = new();

    public ConcurrentQueue<VenueFill> Foreign { get; } = new();

    public void OnOrder(TrackedOrder before, TrackedOrder after) => Changes.Enqueue((before, after));

    public void OnFill(TrackedOrder order, VenueFill fill) => Fills.Enqueue(fill);

    public void OnForeignFill(VenueFill fill) => Foreign.Enqueue(fill);
}
