using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Kraken.Trading;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Account;

/// <summary>Balances, fees and the rights of the key on Kraken spot.</summary>
/// <remarks>Source: Kraken's documentation, "Account Data".</remarks>
internal sealed class KrakenAccount(KrakenPrivate access, KrakenInstruments instruments) : IAccountVenue
{
    public async Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default) =>
        await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } error ? error
        : await access.ReadAsync("/0/private/BalanceEx", new FormText(), 1, (result, _) => AccountReader.Balances(result, instruments.AssetOf), cancellation).ConfigureAwait(false);

    public Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<IReadOnlyList<VenuePosition>>>(NotSupported("positions"));

    public async Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return error;
        return await access.ReadAsync("/0/private/TradeVolume", new FormText().Add("pair", pair.Instrument.Symbol), 1, (result, _) => AccountReader.FeeRates(result), cancellation).ConfigureAwait(false);
    }

    public Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default) =>
        access.ReadAsync("/0/private/GetApiKeyInfo", new FormText(), 1, (result, _) => AccountReader.Rights(result), cancellation);

    public Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<decimal>>(NotSupported("leverage"));

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"this connector has no {what} on the spot market of {KrakenProfile.Name}");
}
