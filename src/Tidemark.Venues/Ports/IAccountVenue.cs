using Tidemark.Venues.Results;

namespace Tidemark.Venues.Ports;

/// <summary>The account behind a key.</summary>
public interface IAccountVenue
{
    /// <summary>Balances other than zero.</summary>
    Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default);

    Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default);

    Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default);

    Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default);

    /// <summary>Sets the leverage of a contract. Returns the one now in force.</summary>
    Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default);
}
