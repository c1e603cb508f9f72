using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Markets;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>A venue whose dialect the simulated exchange speaks. What is left to give: names, addresses and the connector.</summary>
public abstract class ExchangeFixture : VenueFixture
{
    private ExchangeServer? server;
    private HttpClient? control;

    public override Uri Server => server!.Address;

    public override Duration Past => Duration.FromMinutes(80);

    /// <summary>As in <c>--dialect</c>.</summary>
    protected abstract string Dialect { get; }

    /// <summary>With keys in the dialect's form.</summary>
    protected abstract AccountDefinition Account { get; }

    public override async ValueTask InitializeAsync()
    {
        server = await ExchangeServer.StartAsync(new ExchangeOptions { Dialect = Dialect, History = Past + Duration.FromMinutes(1), Time = Time, Accounts = [Account] });
        control = new HttpClient { BaseAddress = server.Address };
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        control?.Dispose();
        if (server is not null) await server.DisposeAsync();
    }

    public override async Task<Instant> ReadTimeAsync() => Instant.Parse((await GetAsync("/control/state")).GetProperty("time").GetString()!);

    public override Task<InstrumentTruth> ReadInstrumentAsync(InstrumentId instrument)
    {
        var rules = RulesOf(instrument);
        return Task.FromResult(new InstrumentTruth(SymbolOf(rules), rules.PriceTick, rules.QuantityStep));
    }

    public override async Task<BookTruth> ReadBookAsync(InstrumentId instrument)
    {
        var symbol = RulesOf(instrument).Symbol;
        var market = (await GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == symbol);
        return new BookTruth(Levels(market.GetProperty("bids")), Levels(market.GetProperty("asks")));
    }

    public override async Task<LedgerTruth> ReadLedgerAsync()
    {
        var root = await GetAsync("/control/ledger");
        bool IsOurs(JsonElement item) => item.GetProperty("account").GetString() == Account.Name;
        var balances = root.GetProperty("accounts").EnumerateArray().Single(item => item.GetProperty("name").GetString() == Account.Name).GetProperty("balances").EnumerateObject()
            .ToDictionary(item => item.Name, item => new BalanceTruth(item.Value.GetProperty("free").GetDecimal(), item.Value.GetProperty("locked").GetDecimal()));
        var orders = root.GetProperty("orders").EnumerateArray().Where(IsOurs).Select(item => new OrderTruth(item.GetProperty("clientOrderId").GetString()!,
            item.GetProperty("quantity").GetDecimal(), item.GetProperty("executed").GetDecimal(), IsOpen(item.GetProperty("state").GetString()!), item.GetProperty("side").GetString() == "buy"));
        var fills = root.GetProperty("fills").EnumerateArray().Where(IsOurs).Select(item => new FillTruth(TradeIdOf(item), item.GetProperty("clientOrderId").GetString()!,
            item.GetProperty("price").GetDecimal(), item.GetProperty("quantity").GetDecimal(), item.GetProperty("fee").GetDecimal(), item.GetProperty("feeAsset").GetString()!, item.GetProperty("isMaker").GetBoolean()));
        return new LedgerTruth(balances, [.. orders], [.. fills]);
    }

    public override Task FreezeAsync() => MoveClockAsync("""{"speed": 0.000001}""");

    public override Task ThawAsync() => MoveClockAsync("""{"speed": 1}""");

    /// <summary>The venue's name of an instrument; the exchange's where they are the same.</summary>
    private protected virtual string SymbolOf(MarketRules rules) => rules.Symbol;

    /// <summary>The number of a trade as the venue tells it.</summary>
    private protected virtual string TradeIdOf(JsonElement fill) => fill.GetProperty("tradeId").GetInt64().ToString(CultureInfo.InvariantCulture);

    private MarketRules RulesOf(InstrumentId instrument) => ExchangeDialect.Of(Dialect).Markets.Single(rules => rules.BaseAsset == instrument.Base && rules.QuoteAsset == instrument.Quote);

    private static bool IsOpen(string state) => state is "new" or "partiallyFilled";

    private static PriceLevel[] Levels(JsonElement levels) => [.. levels.EnumerateArray().Select(level => new PriceLevel(level[0].GetDecimal(), level[1].GetDecimal()))];

    private async Task<JsonElement> GetAsync(string path) => await control!.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    private async Task MoveClockAsync(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await control!.PostAsync("/control/clock", content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
