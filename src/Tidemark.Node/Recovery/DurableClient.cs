using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>Lets nothing go to the venue before the record that decided it is on the disk.</summary>
internal sealed class DurableClient(IExecutionClient venue, JournalWriter journal) : IExecutionClient
{
    public VenueCapabilities Capabilities => venue.Capabilities;

    public void Submit(OrderRequest request, JournalSequence after)
    {
        journal.WaitUntilDurable(after);
        venue.Submit(request, after);
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after)
    {
        journal.WaitUntilDurable(after);
        venue.Amend(order, change, after);
    }

    public void Transfer(TransferRequest request, JournalSequence after)
    {
        journal.WaitUntilDurable(after);
        venue.Transfer(request, after);
    }

    public void Cancel(OrderId order, JournalSequence after)
    {
        journal.WaitUntilDurable(after);
        venue.Cancel(order, after);
    }
}
