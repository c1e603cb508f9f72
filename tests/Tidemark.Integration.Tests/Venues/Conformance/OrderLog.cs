using System.Collections.Concurrent;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Writes down what a stream of orders says.</summary>
internal sealed class OrderLog : IOrderListener
{
    private int disconnections;

    public ConcurrentQueue<VenueOrder> Orders { get; } = new();

    public ConcurrentQueue<VenueFill> Fills { get; } = new();

    /// <summary>The numbers of the connections.</summary>
    public ConcurrentQueue<int> Connections { get; } = new();

    public int Disconnections => Volatile.Read(ref disconnections);

    public ConcurrentQueue<string> Problems { get; } = new();

    public void OnProblem(string detail) => Problems.Enqueue(detail);

    public void OnOrder(VenueOrder order) => Orders.Enqueue(order);

    public void OnFill(VenueFill fill) => Fills.Enqueue(fill);

    public void OnBalances(IReadOnlyList<VenueBalance> balances, Instant time) { }

    public void OnConnected(int generation) => Connections.Enqueue(generation);

    public void OnDisconnected(string reason) => Interlocked.Increment(ref disconnections);
}
