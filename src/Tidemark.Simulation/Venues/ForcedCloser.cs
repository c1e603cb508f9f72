using Tidemark.Simulation.Contracts;

namespace Tidemark.Simulation.Venues;

/// <summary>Does what the contract desk asks for on the venue's own orders and accounts.</summary>
internal sealed class ForcedCloser(VenueState venue, WorkingOrders orders, VenueAnswers answers, LinkedOrders links) : IForcedCloser
{
    public void CancelAll(InstrumentIndex instrument, OrderReason reason)
    {
        foreach (var order in orders.At(instrument).ToArray())
            if (order.IsOpen) links.End(order, OrderEventKind.Canceled, reason);
    }

    public void Book(LedgerEntry entry)
    {
        if (entry.Fill is { } fill) venue.Book.Book(fill);
        if (entry.Amount != 0m) venue.Book.Transfer(entry.Account, entry.Asset, entry.Amount);
        answers.Add(entry);
    }

    public TradeId NextTradeId() => venue.NextTradeId();
}
