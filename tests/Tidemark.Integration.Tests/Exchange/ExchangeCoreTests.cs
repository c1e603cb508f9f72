using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Agents;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>The exchange without a wire: money, pairs, stops.</summary>
public sealed class ExchangeCoreTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 3, 1);

    [Theory]
    [InlineData(FeeCurrency.Received)]
    [InlineData(FeeCurrency.Quote)]
    [InlineData(FeeCurrency.Base)]
    public void Money_AfterThousandsOfOrdersOfAllKinds_IsConserved(FeeCurrency currency)
    {
        var core = new ExchangeCore(MarketRules.Default, Start, new FeeSchedule(0.0025m, 0.004m, currency));
        var crowds = core.Markets.Select(market => new MarketCrowd(core, market, 7)).ToArray();
        var client = Client(core);
        var before = Totals(core);
        var random = new SeededRandom(3, "client");
        for (var step = 0; step < 1_500; step++)
        {
            core.MoveTo(Start + Duration.FromSeconds(step));
            foreach (var crowd in crowds) crowd.Act();
            ActAtRandom(core, client, random, step);
        }
        Assert.True(core.Ledger.Fills.Count > 100, $"only {core.Ledger.Fills.Count} fills");
        Assert.Contains(core.Ledger.Pairs, pair => pair.IsDone);
        if (currency == FeeCurrency.Quote) Assert.All(core.Ledger.Fills, fill => Assert.Equal(fill.Order.Market.Rules.QuoteAsset, fill.FeeAsset));
        Assert.Equal(before, Totals(core));
        foreach (var account in core.Accounts)
            foreach (var balance in account.Balances.Values) Assert.True(balance.Free >= 0 && balance.Locked >= 0, account.Name);
        foreach (var (asset, balance) in client.Balances)
            Assert.Equal(core.Ledger.OrdersOf(client).Where(order => order.LockedAsset == asset).Sum(order => order.Locked), balance.Locked);
    }

    [Fact]
    public void Money_WithOrdersInCrumbsAndCorrectedTrades_IsConserved()
    {
        var core = new ExchangeCore(MarketRules.Default, Start);
        var crowds = core.Markets.Select(market => new MarketCrowd(core, market, 7)).ToArray();
        var client = Client(core);
        var director = new FaultDirector();
        var later = new List<Action>();
        core.Faults = new OrderFaults(core, director, (_, action) => later.Add(action));
        director.Begin(FaultPlanReader.Read("""[{"kind":"partialFill","share":0.6},{"kind":"partialFill","count":3,"probability":0.5},{"kind":"correctTrade","ticks":-3}]"""u8.ToArray(), "test"), Start);
        var random = new SeededRandom(3, "client");
        var before = default(SortedDictionary<string, decimal>);
        for (var step = 0; step < 400; step++)
        {
            core.MoveTo(Start + Duration.FromSeconds(step));
            foreach (var crowd in crowds) crowd.Act();
            ActAtRandom(core, client, random, step);
            core.Faults.Step();
            foreach (var action in later) action();
            later.Clear();
            // The account on the other side of faults gets its money when it is needed first.
            if (step == 200) before = Totals(core);
        }
        Assert.Equal(before, Totals(core));
        Assert.All(core.Accounts, account => Assert.All(account.Balances.Values, balance => Assert.True(balance.Free >= 0 && balance.Locked >= 0, account.Name)));
    }

    [Fact]
    public void Crowd_SameSeed_MakesTheSameTrades()
    {
        Assert.Equal(Trades(5), Trades(5));
        Assert.NotEqual(Trades(5), Trades(6));
    }

    [Fact]
    public void Pair_OneOrderFills_TheOtherExpiresAndNothingStaysLocked()
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start);
        var market = core.Markets.First();
        var (seller, buyer) = (Client(core, "seller"), Client(core, "buyer"));
        var above = new OrderTicket { ClientOrderId = "up", Side = Side.Sell, Type = OrderType.Limit, PostOnly = true, Quantity = 1, Price = 66_000 };
        var below = new OrderTicket { ClientOrderId = "down", Side = Side.Sell, Type = OrderType.Stop, Quantity = 1, StopPrice = 60_000 };
        var (pair, _) = core.PlacePair(seller, market, above, below, "both");
        Assert.Equal(OrderRefusal.InvalidCombination, core.Reduce(pair!.First, 0.5m, null));
        Assert.Equal(1, seller.Of("BTC").Locked);
        core.Place(buyer, market, new OrderTicket { ClientOrderId = "b", Side = Side.Buy, Type = OrderType.Limit, Quantity = 1, Price = 66_000 });
        Assert.Equal((OrderState.Filled, OrderState.Expired), (pair.First.State, pair.Second.State));
        Assert.Equal(0, seller.Of("BTC").Locked);
        Assert.Equal(100_000 + 66_000 * 0.999m, seller.Of("USDT").Free);
    }

    [Fact]
    public void Pair_OneSweepReachesBothOrders_OnlyTheFirstTrades()
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start);
        var market = core.Markets.First();
        var seller = Client(core, "seller");
        OrderTicket Bid(decimal price) => new() { ClientOrderId = $"{price}", Side = Side.Buy, Type = OrderType.Limit, Quantity = 1, Price = price };
        core.Place(Client(core, "high"), market, Bid(59_000));
        core.Place(Client(core, "low"), market, Bid(58_000));
        var sale = new OrderTicket { ClientOrderId = "up", Side = Side.Sell, Type = OrderType.Limit, PostOnly = true, Quantity = 1, Price = 66_000 };
        var stop = sale with { ClientOrderId = "down", Type = OrderType.Stop, PostOnly = false, Price = null, StopPrice = 60_000 };
        var (pair, _) = core.PlacePair(seller, market, sale, stop, "both");
        // The rise to 66,000 wakes a sale that lets the price fall to 59,000, below the pair's stop, all in one command.
        core.Place(Client(core, "third"), market, stop with { ClientOrderId = "take", Type = OrderType.TakeProfit, StopPrice = 66_000 });
        core.Place(Client(core, "buyer"), market, Bid(66_000));
        Assert.Equal(59_000, market.LastPrice);
        Assert.Equal((OrderState.Filled, OrderState.Expired, 0m), (pair!.First.State, pair.Second.State, pair.Second.Executed));
        Assert.Equal((2, 0), (seller.Of("BTC").Free, seller.Of("BTC").Locked));
        Assert.Equal(58_000, market.Best(Side.Buy)!.Value.Price);
    }

    [Fact]
    public void MarketBuy_WithoutMoney_IsRefusedWithoutATrace()
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start);
        var crowd = new MarketCrowd(core, core.Markets.First(), 1);
        crowd.Act();
        var client = Client(core);
        var result = core.Place(client, core.Markets.First(), new OrderTicket { ClientOrderId = "x", Side = Side.Buy, Type = OrderType.Market, Quantity = 50 });
        Assert.Equal(OrderRefusal.InsufficientBalance, result.Refusal);
        Assert.Empty(core.Ledger.Orders);
        Assert.Equal(100_000, client.Of("USDT").Free);
    }

    [Theory]
    [InlineData("1000000000000")]
    [InlineData("70000000000000000000000000000")]
    public void MarketOrder_HugeQuoteQuantity_SellsAllOrIsRefusedAndLocksNothing(string amount)
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start);
        var market = core.Markets.First();
        var (seller, buyer) = (Client(core, "seller"), Client(core, "buyer"));
        core.Place(buyer, market, new OrderTicket { ClientOrderId = "b", Side = Side.Buy, Type = OrderType.Limit, Quantity = 1, Price = 65_000 });
        var huge = new OrderTicket { ClientOrderId = "s", Side = Side.Sell, Type = OrderType.Market, QuoteQuantity = decimal.Parse(amount, CultureInfo.InvariantCulture) };
        Assert.Equal(OrderRefusal.InsufficientBalance, core.Place(seller, market, huge with { ClientOrderId = "x", Side = Side.Buy }).Refusal);
        var sold = core.Place(seller, market, huge).Order;
        Assert.Equal(1, sold!.Executed);
        Assert.Equal((2, 0), (seller.Of("BTC").Free, seller.Of("BTC").Locked));
        Assert.Empty(market.Live);
    }

    [Fact]
    public void MarketBuy_FeesInQuoteCurrency_CostAndFeeArePaidAndQuantityIsWhole()
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start, new FeeSchedule(0.0025m, 0.004m, FeeCurrency.Quote));
        var market = core.Markets.First();
        var (seller, buyer) = (Client(core, "seller"), Client(core, "buyer"));
        core.Place(seller, market, new OrderTicket { ClientOrderId = "s", Side = Side.Sell, Type = OrderType.Limit, Quantity = 2, Price = 50_000 });
        var more = new OrderTicket { ClientOrderId = "b", Side = Side.Buy, Type = OrderType.Limit, Quantity = 2, Price = 50_000 };
        Assert.Equal(OrderRefusal.InsufficientBalance, core.Place(buyer, market, more).Refusal);
        core.Place(buyer, market, more with { Type = OrderType.Market, Quantity = 1, Price = null });
        Assert.Equal((4, 49_800, 0), (buyer.Of("BTC").Free, buyer.Of("USDT").Free, buyer.Of("USDT").Locked));
        Assert.Equal((149_875, 325), (seller.Of("USDT").Free, core.House.Of("USDT").Free));
        core.Place(buyer, market, more with { Type = OrderType.Market, Quantity = null, Price = null, QuoteQuantity = 1_004, QuoteQuantityIncludesFee = true });
        Assert.Equal((4.02m, 48_796, 0), (buyer.Of("BTC").Free, buyer.Of("USDT").Free, buyer.Of("USDT").Locked));
    }

    [Fact]
    public void Amend_PriceQuantityAndEnd_KeepsTheOrderAndHoldsWhatItNeeds()
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start, new FeeSchedule(0.0025m, 0.004m, FeeCurrency.Quote));
        var market = core.Markets.First();
        var client = Client(core);
        var order = core.Place(client, market, new OrderTicket { ClientOrderId = "", Side = Side.Buy, Type = OrderType.Limit, Quantity = 1, Price = 50_000 }).Order!;
        Assert.Equal(OrderRefusal.InsufficientBalance, core.Amend(order, new OrderChange { Price = 99_900 }));
        Assert.Equal((50_000, 50_200), (order.Ticket.Price!.Value, order.Locked));
        Assert.Equal(OrderRefusal.None, core.Amend(order, new OrderChange { Price = 60_000, Quantity = 1.5m, IcebergQuantity = 0.5m, ExpiresAt = Start + Duration.FromSeconds(9) }));
        Assert.Equal((1, 90_360, 9_640), (core.Ledger.Orders.Count, order.Locked, client.Of("USDT").Free));
        Assert.Equal(0.5m, market.Best(Side.Buy)!.Value.Quantity);
        core.Place(Client(core, "seller"), market, new OrderTicket { ClientOrderId = "", Side = Side.Sell, Type = OrderType.Market, Quantity = 0.6m });
        Assert.Equal(OrderRefusal.None, core.Amend(order, new OrderChange { Quantity = 0.8m }));
        Assert.Equal((0.6m, 12_048), (order.Executed, order.Locked));
        core.MoveTo(Start + Duration.FromSeconds(9));
        Assert.Equal((OrderState.Expired, 0), (order.State, client.Of("USDT").Locked));
        Assert.Equal(100_000 - 0.6m * 60_000 * 1.0025m, client.Of("USDT").Free);
    }

    private static ExchangeAccount Client(ExchangeCore core, string name = "client")
    {
        var client = core.Open(name, isAgent: false, new ApiKey(name, "secret"));
        client.Of("USDT").Free = 100_000;
        client.Of("BTC").Free = 3;
        client.Of("ETH").Free = 10;
        return client;
    }

    private static SortedDictionary<string, decimal> Totals(ExchangeCore core)
    {
        var totals = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var account in core.Accounts)
            foreach (var (asset, balance) in account.Balances) totals[asset] = totals.GetValueOrDefault(asset) + balance.Free + balance.Locked;
        return totals;
    }

    private static List<(long, decimal, decimal)> Trades(ulong seed)
    {
        var core = new ExchangeCore([MarketRules.Default[0]], Start);
        var crowd = new MarketCrowd(core, core.Markets.First(), seed);
        for (var step = 0; step < 300; step++) crowd.Act();
        return [.. core.Markets.First().Trades.Select(trade => (trade.Id, trade.Price, trade.Quantity))];
    }

    private static void ActAtRandom(ExchangeCore core, ExchangeAccount client, SeededRandom random, int step)
    {
        var market = core.FindMarket(random.NextBool(0.7) ? "BTCUSDT" : "ETHBTC")!;
        var (side, price) = (random.NextBool(0.5) ? Side.Buy : Side.Sell, market.LastPrice);
        var tick = market.Rules.PriceTick;
        decimal Near(double away) => decimal.Floor(price * (decimal)(1 + away) / tick) * tick;
        var ticket = new OrderTicket { ClientOrderId = $"c{step}", Side = side, Type = OrderType.Market, Quantity = 0.002m };
        var toward = side == Side.Buy ? 1 : -1;
        switch (random.NextInt(8))
        {
            case 0: core.Place(client, market, ticket); break;
            case 1: core.Place(client, market, ticket with { Quantity = null, QuoteQuantity = market.Rules.QuoteAsset == "BTC" ? 0.001m : 37.5m }); break;
            case 2: core.Place(client, market, ticket with { Type = OrderType.Limit, Price = Near(0.0003 * random.NextNormal()) }); break;
            case 3: core.Place(client, market, ticket with { Type = OrderType.Stop, StopPrice = Near(0.0005 * toward) }); break;
            case 4: core.Place(client, market, ticket with { Type = OrderType.StopLimit, StopPrice = Near(0.0005 * toward), Price = Near(0.0007 * toward) }); break;
            case 5:
                var (profit, loss) = (Near(-0.0005 * toward), Near(0.0005 * toward));
                core.PlacePair(client, market, ticket with { Type = OrderType.Limit, PostOnly = true, Price = profit },
                    ticket with { ClientOrderId = $"d{step}", Type = OrderType.StopLimit, StopPrice = loss, Price = Near(0.0008 * toward) }, $"p{step}");
                break;
            default:
                if (core.Ledger.OrdersOf(client).FirstOrDefault(order => order.IsLive) is { } order)
                {
                    var kind = random.NextInt(5);
                    if (kind == 0) core.Cancel(order);
                    else if (kind == 1) core.Replace(order, ticket with { Type = OrderType.Limit, Price = Near(-0.0004 * toward), ExpiresAt = core.Now + Duration.FromSeconds(30) });
                    else if (kind == 2) core.Amend(order, new OrderChange { Quantity = order.Quantity + (random.NextBool(0.5) ? 1 : -1) * market.Rules.QuantityStep, Price = Near(0.0002 * random.NextNormal()), StopPrice = Near(0.0006 * toward) });
                    else if (kind == 3) core.Amend(order, new OrderChange { IcebergQuantity = 0.001m, ExpiresAt = core.Now + Duration.FromSeconds(5) });
                    else core.Reduce(order, order.Quantity - market.Rules.QuantityStep, null);
                }
                break;
        }
    }
}
