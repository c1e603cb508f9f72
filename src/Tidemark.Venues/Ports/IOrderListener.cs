namespace Tidemark.Venues.Ports;

/// <summary>Hears of our orders, one call at a time, on the thread that received it. What is told may be repeated, late or out of order.</summary>
public interface IOrderListener
{
    /// <summary>An order changed; its fill comes by itself.</summary>
    void OnOrder(VenueOrder order);

    void OnFill(VenueFill fill);

    /// <summary>Balances of some assets are now these.</summary>
    void OnBalances(IReadOnlyList<VenueBalance> balances, Instant time);

    /// <summary>Connected again: what happened in between was not told, and must be asked for.</summary>
    void OnConnected(int generation);

    void OnDisconnected(string reason);

    /// <summary>Something could not be understood; what it told must be asked for.</summary>
    void OnProblem(string detail);
}
