using System.Text.Json;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Balances, positions, fees, leverage and the rights of the key on the USD-M market.</summary>
/// <param name="access">The futures API.</param>
/// <param name="wallet">Where the rights of keys are told.</param>
/// <param name="instruments">Of the market.</param>
/// <remarks>Source: Binance's documentation of USD-M futures, "Account" and "Position Information V3".</remarks>
internal sealed class ContractAccount(BinancePrivate access, BinancePrivate wallet, BinanceInstruments instruments) : IAccountVenue
{
    public Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default) =>
        ReadAsync(access, "/fapi/v3/balance", "", 5, ContractAccountReader.Balances, cancellation);

    public async Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default)
    {
        if (await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        // The positions no longer tell their leverage.
        if (!(await ReadAsync(access, "/fapi/v1/symbolConfig", "", 5, ContractAccountReader.Leverages, cancellation).ConfigureAwait(false)).TryGet(out var leverages, out var error)) return error;
        return await ReadAsync<IReadOnlyList<VenuePosition>>(access, "/fapi/v3/positionRisk", "", 5, root => [.. root.EnumerateArray()
            .Select(item => (Item: item, Instrument: instruments.BySymbol(item.Text("symbol"))))
            .Where(pair => pair.Instrument is not null && pair.Item.Exact("positionAmt") != 0m)
            .Select(pair => ContractAccountReader.Position(pair.Item, pair.Instrument!.Id, leverages.GetValueOrDefault(pair.Instrument.Symbol)))], cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return await ReadAsync(access, "/fapi/v1/commissionRate", $"symbol={Uri.EscapeDataString(found.Symbol)}", 20, ContractAccountReader.FeeRates, cancellation).ConfigureAwait(false);
    }

    public Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default) => ReadAsync(wallet, "/sapi/v1/account/apiRestrictions", "", 1, ContractAccountReader.Rights, cancellation);

    public async Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default)
    {
        if (leverage < 1m || leverage != decimal.Truncate(leverage)) return VenueError.Final(VenueErrorKind.InvalidRequest, $"the leverage {leverage} is not a whole number from 1 up");
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error with { MayHaveHappened = false };
        var call = new VenueCall(HttpMethod.Post, "/fapi/v1/leverage") { Body = new OrderParameters().Add("symbol", found.Symbol).Add("leverage", (long)leverage).ToString(), IsPrivate = true, Priority = CallPriority.Normal };
        return AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => root.Exact("leverage"));
    }

    private static async Task<VenueResult<T>> ReadAsync<T>(BinancePrivate from, string path, string query, int weight, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, path) { Query = query, IsPrivate = true, Weight = weight };
        return AnswerJson.Read(call, await from.SendAsync(call, cancellation).ConfigureAwait(false), read);
    }
}
