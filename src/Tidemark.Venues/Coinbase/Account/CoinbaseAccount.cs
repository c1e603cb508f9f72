using System.Text.Json;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Coinbase.Trading;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Coinbase.Account;

/// <summary>Balances, fees and the rights of the key at Coinbase.</summary>
/// <remarks>Source: Coinbase's documentation, "List Accounts", "Get Transaction Summary", "Get API Key Permissions".</remarks>
internal sealed class CoinbaseAccount(CoinbasePrivate access, CoinbaseInstruments instruments) : IAccountVenue
{
    private const int PageLength = 250;
    private const int MostPages = 100;

    public async Task<VenueResult<IReadOnlyList<VenueBalance>>> ReadBalancesAsync(CancellationToken cancellation = default)
    {
        List<VenueBalance> balances = [];
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var query = cursor.Length == 0 ? $"limit={PageLength}" : $"limit={PageLength}&cursor={Uri.EscapeDataString(cursor)}";
            var answer = await ReadAsync("/api/v3/brokerage/accounts", query, root =>
            {
                balances.AddRange(root.GetProperty("accounts").EnumerateArray().Select(AccountReader.Balance));
                return root.Flag("has_next") ? root.TextOrEmpty("cursor") : "";
            }, cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var next, out var error)) return error;
            if (next.Length == 0 || next == cursor) break;
            cursor = next;
        }
        // An asset may have several wallets.
        return VenueResult.Ok<IReadOnlyList<VenueBalance>>([.. balances.GroupBy(item => item.Asset)
            .Select(group => new VenueBalance(group.Key, group.Sum(item => item.Free), group.Sum(item => item.Locked))).Where(item => item.Total != 0m)]);
    }

    public Task<VenueResult<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<IReadOnlyList<VenuePosition>>>(NotSupported("positions"));

    public async Task<VenueResult<VenueFeeRates>> ReadFeeRatesAsync(InstrumentId instrument, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out _, out var error)) return error;
        return await ReadAsync("/api/v3/brokerage/transaction_summary", "product_type=SPOT", AccountReader.FeeRates, cancellation).ConfigureAwait(false);
    }

    public Task<VenueResult<KeyRights>> ReadKeyRightsAsync(CancellationToken cancellation = default) => ReadAsync("/api/v3/brokerage/key_permissions", "", AccountReader.Rights, cancellation);

    public Task<VenueResult<decimal>> SetLeverageAsync(InstrumentId instrument, decimal leverage, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<decimal>>(NotSupported("leverage"));

    private async Task<VenueResult<T>> ReadAsync<T>(string path, string query, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, path) { Query = query, IsPrivate = true };
        return AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), read);
    }

    private static VenueError NotSupported(string what) => VenueError.Final(VenueErrorKind.NotSupported, $"there are no {what} on the spot market of {CoinbaseProfile.Name}");
}
