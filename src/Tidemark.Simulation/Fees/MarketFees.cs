namespace Tidemark.Simulation.Fees;

/// <summary>The fees of one market of a venue, where a session trades on several.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="IsOfContracts">Whether they are those of its contracts, not of its spot market: venues keep the two apart.</param>
/// <param name="Fees">What it takes.</param>
public sealed record MarketFees(string Venue, bool IsOfContracts, FeeSchedule Fees)
{
    /// <summary>Whether an instrument is traded on this market.</summary>
    public bool Has(InstrumentId instrument) => instrument.Venue == Venue && instrument.IsContract == IsOfContracts;

    /// <summary>The market's name: <c>kraken</c>, or <c>kraken contracts</c>.</summary>
    public string Market => IsOfContracts ? $"{Venue} contracts" : Venue;

    public override string ToString() => $"{Market}: {Fees}";
}
