namespace Tidemark.Engine.Ports;

/// <summary>
/// Where orders go. Calls return at once; every answer comes back as an order event through the driver. Nothing leaves before the
/// journal record that decided it is durable.
/// </summary>
public interface IExecutionClient
{
    VenueCapabilities Capabilities { get; }

    void Submit(OrderRequest request, JournalSequence after);

    void Amend(OrderId order, Amendment change, JournalSequence after);

    void Cancel(OrderId order, JournalSequence after);

    /// <summary>Moves an asset between accounts; what comes of it is told as changes of balances.</summary>
    void Transfer(TransferRequest request, JournalSequence after);
}
