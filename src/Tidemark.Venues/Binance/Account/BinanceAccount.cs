using System.Text.Json;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Account;

/// <summary>Balances, fees and the rights of the key on Binance spot.</summary>
/// <remarks>Source: Binance's documentation, "Account Endpoints" and "Get API Key Permission".</remarks>
internal sealed class BinanceAccount(BinancePrivate access, BinanceInstruments instruments) : IAccountVenue
{
    public Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default) =>
        ReadAsync("/api/v3/account", "omitZeroBalances=true", 20, AccountReader.Balances, cancellation);

    public Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<IReadOnlyList<VenuePosition>>>(NotSupported("positions"));

    public async Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return await ReadAsync("/api/v3/account/commission", $"symbol={Uri.EscapeDataString(found.Symbol)}", 20, AccountReader.FeeRates, cancellation).ConfigureAwait(false);
    }

    public Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default) => ReadAsync("/sapi/v1/account/apiRestrictions", "", 1, AccountReader.Rights, cancellation);

    public Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<decimal>>(NotSupported("leverage"));

    private async Task<VenueResult<T>> ReadAsync<T>(string path, string query, int weight, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, path) { Query = query, IsPrivate = true, Weight = weight };
        return AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), read);
    }

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"there are no {what} on the spot market of {BinanceProfile.Name}");
}
