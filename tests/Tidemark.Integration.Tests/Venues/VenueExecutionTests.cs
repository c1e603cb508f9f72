using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Execution;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>The engine's side of a real venue: wishes go out once they are durable, answers come back as events.</summary>
public sealed class VenueExecutionTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_LeaveOnceDurable_AndTheirAnswersAreEvents()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var durable = new TaskCompletionSource();
        await using var execution = new VenueExecution(venue.Trading!, venue.Clock, Options((_, _) => durable.Task));
        Assert.Null(await execution.StartAsync(Cancellation));
        var price = decimal.Parse((await exchange.GetAsync("/api/v3/ticker/price?symbol=BTCUSDT")).GetProperty("price").GetString()!, CultureInfo.InvariantCulture);

        execution.Submit(Request(0, OrderType.Market, 0.01m), new JournalSequence(1));
        execution.Submit(Request(1, OrderType.Limit, 0.02m) with { LimitPrice = new Price(decimal.Round(price * 0.9m, 2)) }, new JournalSequence(2));
        execution.Submit(Request(2, OrderType.Limit, 0.02m) with { LimitPrice = new Price(0.001m) }, new JournalSequence(3));
        Assert.Empty(await LedgerOrdersAsync(exchange));
        durable.SetResult();
        List<OrderEvent> seen = [];
        await Eventually.TrueAsync(() => Drain(execution, seen, events => Has(events, 0, OrderEventKind.Filled) && Has(events, 1, OrderEventKind.Accepted) && Has(events, 2, OrderEventKind.Denied)), "all are answered");
        Assert.Equal(OrderReason.PriceOffTick, seen.Single(item => item.Kind == OrderEventKind.Denied).Reason);
        var fills = seen.Where(item => item.Fill is not null && item.Order == new OrderId(0)).ToArray();
        Assert.Equal(0.01m, fills.Sum(item => item.Fill!.Quantity.Value));
        Assert.Equal(0.01m, fills[^1].CumulativeQuantity.Value);
        Assert.Equal(fills.Length, fills.Select(item => item.Fill!.TradeId).Distinct().Count());

        execution.Amend(new OrderId(1), new Amendment(new Quantity(0.015m)), new JournalSequence(4));
        execution.Amend(new OrderId(1), new Amendment(LimitPrice: new Price(1m)), new JournalSequence(5));
        execution.Cancel(new OrderId(1), new JournalSequence(6));
        execution.Cancel(new OrderId(9), new JournalSequence(7));
        await Eventually.TrueAsync(() => Drain(execution, seen, events => Has(events, 1, OrderEventKind.Canceled) && Has(events, 9, OrderEventKind.CancelRejected)), "amended and canceled");
        Assert.Equal(0.015m, seen.Single(item => item.Kind == OrderEventKind.Amended).Amendment!.Quantity!.Value.Value);
        Assert.Equal(OrderReason.NotSupported, seen.Single(item => item.Kind == OrderEventKind.AmendRejected).Reason);
        Assert.Equal(2, (await LedgerOrdersAsync(exchange)).Length);
    }

    [Fact]
    public async Task OrdersOfBeforeARestart_TellOnlyWhatWasMissed()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (filled, open) = (Request(0, OrderType.Market, 0.01m), Request(1, OrderType.Limit, 0.02m) with { LimitPrice = new Price(1_000m) });
        List<OrderEvent> before = [];
        await using (var first = new VenueExecution(venue.Trading!, venue.Clock, Options((_, _) => Task.CompletedTask)))
        {
            Assert.Null(await first.StartAsync(Cancellation));
            first.Submit(filled, default);
            await Eventually.TrueAsync(() => Drain(first, before, events => Has(events, 0, OrderEventKind.Filled)), "it fills");
        }
        var price = decimal.Parse((await exchange.GetAsync("/api/v3/ticker/price?symbol=BTCUSDT")).GetProperty("price").GetString()!, CultureInfo.InvariantCulture);
        open = open with { LimitPrice = new Price(decimal.Round(price * 0.9m, 2)) };
        // The process died between sending and the answer.
        await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price={open.LimitPrice}&newClientOrderId={NameOf(open)}");
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 10}""");
        await using var second = new VenueExecution(venue.Trading!, venue.Clock, Options((_, _) => Task.CompletedTask));
        Assert.Null(await second.StartAsync(Cancellation));
        var booked = before.Where(item => item.Fill is not null).Select(item => item.Fill!).ToArray();
        second.Resume(filled, booked);
        second.Resume(open, []);
        List<OrderEvent> after = [];
        await Eventually.TrueAsync(() => Drain(second, after, events => Has(events, 1, OrderEventKind.Accepted) && second.Orders.Count(order => order.IsSettled) == 1), "both are known again");
        Assert.DoesNotContain(after, item => item.Fill is not null);
        Assert.True(second.Orders.Single(order => order.ClientId == NameOf(filled).ToString()) is { Status: OrderStatus.Filled, FilledQuantity: 0.01m });
    }

    private static bool Drain(VenueExecution execution, List<OrderEvent> seen, Func<List<OrderEvent>, bool> isEnough)
    {
        while (execution.Answers.TryPeek(out _))
        {
            execution.Answers.Read(out var next);
            seen.Add(next.AsOrder());
        }
        return isEnough(seen);
    }

    private static bool Has(List<OrderEvent> events, int order, OrderEventKind kind) => events.Exists(item => item.Order == new OrderId(order) && item.Kind == kind);

    private static async Task<System.Text.Json.JsonElement[]> LedgerOrdersAsync(ExchangeUnderTest exchange) =>
        [.. (await exchange.GetAsync("/control/ledger")).GetProperty("orders").EnumerateArray().Where(order => order.GetProperty("account").GetString() == "alice")];

    private static ClientOrderId NameOf(OrderRequest request) => new((UInt128)request.Id.Value + 500);

    private static ExecutionOptions Options(Func<JournalSequence, CancellationToken, Task> untilDurable) => new() { Instruments = [Bitcoin], NameOf = NameOf, UntilDurable = untilDurable };

    private static OrderRequest Request(int id, OrderType type, decimal quantity) =>
        new() { Id = new OrderId(id), Instrument = new InstrumentIndex(0), Side = Side.Buy, Type = type, Quantity = new Quantity(quantity), CreatedAt = Instant.FromDateTime(DateTime.UtcNow) };

    private static BinanceVenue Venue(ExchangeUnderTest exchange) => new(new BinanceOptions
    {
        Endpoints = BinanceProfile.At(exchange.Server.Address),
        Credential = new VenueCredential(new CredentialId("binance", VenueEnvironment.Live, CredentialId.DefaultAccount), ExchangeUnderTest.Key, ExchangeUnderTest.Secret, null, "a test"),
        Http = new() { Seed = 1 },
    });
}
