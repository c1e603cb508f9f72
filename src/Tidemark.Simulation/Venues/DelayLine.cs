using Tidemark.Engine.Ports;
using Tidemark.Simulation.Latency;

namespace Tidemark.Simulation.Venues;

/// <summary>Requests on their way to the venue. They arrive in the order in which they were sent, as over one connection.</summary>
/// <param name="venue">Where they arrive.</param>
/// <param name="next">The delays of the next request.</param>
/// <param name="now">The engine's clock.</param>
internal sealed class DelayLine(SimulatedVenue venue, Func<LatencyPair> next, Func<Instant> now) : IExecutionClient
{
    private readonly Queue<(Instant Arrival, Action Deliver)> underWay = new();
    private Instant lastArrival = Instant.MinValue;
    private LatencyPair lastSubmit;
    private Instant lastSubmitAt = Instant.MinValue;

    public VenueCapabilities Capabilities => venue.Capabilities;

    /// <summary>When the next request arrives; the end of time when none is under way.</summary>
    public Instant NextArrival => underWay.TryPeek(out var first) ? first.Arrival : Instant.MaxValue;

    public void Submit(OrderRequest request, JournalSequence after)
    {
        // A bracket is one request: an exit that came a bar later than its entry would find it filled, and be refused.
        var delays = request.IsContingent && lastSubmitAt == now() ? lastSubmit : next();
        (lastSubmit, lastSubmitAt) = (delays, now());
        Send(delays, () => venue.Submit(request, delays.Back));
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after)
    {
        var delays = next();
        Send(delays, () => venue.Amend(order, change, delays.Back));
    }

    public void Cancel(OrderId order, JournalSequence after)
    {
        var delays = next();
        Send(delays, () => venue.Cancel(order, delays.Back));
    }

    public void Transfer(TransferRequest request, JournalSequence after) => Send(next(), () => venue.Transfer(request, after));

    /// <summary>Hands the next request to the venue, at its moment.</summary>
    public void DeliverNext()
    {
        var (arrival, deliver) = underWay.Dequeue();
        venue.AdvanceTo(arrival);
        deliver();
    }

    private void Send(LatencyPair delays, Action deliver)
    {
        lastArrival = Instant.Max(lastArrival, now() + delays.Outward);
        underWay.Enqueue((lastArrival, deliver));
    }
}
