namespace Tidemark.Simulation.Contracts;

/// <summary>What the contract desk asks of the venue that it belongs to.</summary>
internal interface IForcedCloser
{
    /// <summary>Ends all working orders of an instrument.</summary>
    void CancelAll(InstrumentIndex instrument, OrderReason reason);

    /// <summary>Books a change of a balance, with the fill that goes with it, on the venue's own accounts, and tells the engine.</summary>
    void Book(LedgerEntry entry);

    /// <summary>The next number of an execution.</summary>
    TradeId NextTradeId();
}
