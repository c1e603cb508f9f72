using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>Writes down what a stream of orders tells.</summary>
internal sealed class OrderLog : IOrderListener
{
    public List<VenueOrder> Orders { get; } = [];

    public List<VenueFill> Fills { get; } = [];

    public List<string> Problems { get; } = [];

    public void OnOrder(VenueOrder order) => Orders.Add(order);

    public void OnFill(VenueFill fill) => Fills.Add(fill);

    public void OnBalances(IReadOnlyList<VenueBalance> balances, Instant time) { }

    public void OnConnected(int generation) { }

    public void OnDisconnected(string reason) { }

    public void OnProblem(string detail) => Problems.Add(detail);
}
