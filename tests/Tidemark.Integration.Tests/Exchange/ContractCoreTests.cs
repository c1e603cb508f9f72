using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Agents;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Perpetuals without a wire: positions, margin, funding, liquidation, conditional orders.</summary>
public sealed class ContractCoreTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 3, 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Money_AfterThousandsOfOrdersFundingAndLiquidations_IsConserved(bool isHedged)
    {
        var (spot, core, crowds) = Lively();
        var clients = Enumerable.Range(1, 6).Select(i => Client(core, $"c{i}", 2_000m)).ToArray();
        foreach (var client in clients)
        {
            core.Of(client).IsHedged = isHedged;
            foreach (var market in core.Markets)
            {
                core.Of(client).SetLeverage(market, 75);
                core.Of(client).SetIsolated(market, client.Number % 2 == 0);
            }
        }
        foreach (var exchange in (ExchangeCore[])[spot, core])
            foreach (var asset in (string[])["USDT", "BTC", "ETH", "LTC", "SOL"]) Whale(exchange).Of(asset).Free = 1_000_000_000_000m;
        var before = Worth(core);
        var random = new SeededRandom(3, "clients");
        for (var step = 0; step < 600; step++)
        {
            Move(spot, core, crowds, Start + Duration.FromSeconds(step * 60));
            foreach (var client in clients) ActAtRandom(core, client, random, step, isHedged);
        }
        Assert.Equal(before, Worth(core));
        Crash(spot, core);
        Assert.Equal(before, Worth(core));
        var kinds = clients.SelectMany(client => core.Of(client).Income).Select(entry => entry.Kind).ToHashSet();
        Assert.Superset(new HashSet<IncomeKind> { IncomeKind.RealizedPnl, IncomeKind.Commission, IncomeKind.FundingFee, IncomeKind.InsuranceClear }, kinds);
        Assert.Contains(core.Ledger.Orders, order => order.Ticket.Contract is { IsForced: true });
        Assert.Contains(core.Ledger.Orders, order => order.TriggeredAt is not null);
        foreach (var client in clients)
        {
            Assert.Equal(core.Of(client).Income.Sum(entry => entry.Amount), client.Of("USDT").Free);
            // Reduce-only orders never turned a position round: in hedge mode a long one stays long.
            Assert.All(core.Of(client).Positions, position => Assert.True(position.Side switch { ContractSide.Long => position.Quantity >= 0, ContractSide.Short => position.Quantity <= 0, _ => true }));
        }
        foreach (var market in core.Markets) Assert.Equal(0, core.Accounts.Sum(account => core.Of(account).Positions.Where(position => position.Market == market).Sum(position => position.Quantity)));
    }

    [Fact]
    public void Funding_AtTheEndOfTheInterval_GoesFromLongToShortAtTheMarkPrice()
    {
        var (core, market, maker) = Quiet();
        var (longer, shorter) = (Client(core, "long", 10_000m), Client(core, "short", 10_000m));
        Trade(core, market, longer, shorter, 0.1m, 65_000m);
        Quote(core, market, maker, 64_999.9m, 65_000.1m);
        var (before, beforeShort) = (longer.Of("USDT").Free, shorter.Of("USDT").Free);
        core.MoveTo(Start + Duration.FromHours(8) - Duration.FromSeconds(1));
        core.Step();
        Assert.Equal(before, longer.Of("USDT").Free);
        core.MoveTo(Start + Duration.FromHours(8));
        core.Step();
        var (time, rate, mark) = Assert.Single(core.MarkOf(market).Fundings);
        Assert.Equal(Start + Duration.FromHours(8), time);
        Assert.True(rate > 0, "longs pay the interest");
        Assert.Equal(-Math.Round(0.1m * mark * rate, 8), longer.Of("USDT").Free - before);
        Assert.Equal(Math.Round(0.1m * mark * rate, 8), shorter.Of("USDT").Free - beforeShort);
        Assert.Equal(IncomeKind.FundingFee, core.Of(longer).Income[^1].Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Liquidation_AtTheFormulasPrice_ClosesThePositionAndNotBefore(bool isIsolated)
    {
        var (core, market, maker) = Quiet();
        var client = Client(core, "client", 1_000m);
        core.Of(client).SetIsolated(market, isIsolated);
        core.Of(client).SetLeverage(market, 50);
        Trade(core, market, client, maker, 0.3m, 65_000m);
        var position = core.Of(client).Find(market, ContractSide.Both)!;
        var margin = core.MarginOf(client);
        var price = margin.LiquidationPriceOf(position)!.Value;
        // Long: (value at entry - what stands behind it - deduction) / (quantity x (1 - rate)), in the first step of the table.
        var backing = isIsolated ? 0.3m * 65_000m / 50 : 1_000m - 0.3m * 65_000m * 0.0005m;
        Assert.Equal((0.3m * 65_000m - backing) / (0.3m * (1 - 0.004m)), price, 8);
        Assert.Equal(isIsolated ? 390m : 0m, position.IsolatedWallet);
        SetPrice(core, market, maker, decimal.Ceiling(price) + 1);
        Assert.Equal(0.3m, position.Quantity);
        Assert.True(position.IsWarned);
        SetPrice(core, market, maker, decimal.Floor(price) - 1);
        Assert.Equal(0m, position.Quantity);
        var forced = Assert.Single(core.Ledger.OrdersOf(client), order => order.Ticket.Contract is { IsForced: true });
        Assert.StartsWith("autoclose-", forced.ClientOrderId, StringComparison.Ordinal);
        // No more is lost than the margin of an isolated position, and never more than everything.
        Assert.True(client.Of("USDT").Free >= (isIsolated ? 1_000m - 390m - 0.3m * 65_000m * 0.0005m : 0), client.Of("USDT").Free.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Margin_ThatIsNotThere_RefusesWhatOpensAndNotWhatCloses()
    {
        var (core, market, maker) = Quiet();
        var client = Client(core, "client", 100m);
        Quote(core, market, maker, 64_999.9m, 65_000.1m);
        Assert.Equal(OrderRefusal.InsufficientMargin, Place(core, client, market, Side.Buy, OrderType.Market, 0.1m).Refusal);
        Assert.NotNull(Place(core, client, market, Side.Buy, OrderType.Market, 0.02m).Order);
        Assert.Equal(OrderRefusal.InsufficientMargin, Place(core, client, market, Side.Buy, OrderType.Limit, 0.02m, 64_000m).Refusal);
        Assert.Equal(OrderRefusal.NothingToReduce, Place(core, client, market, Side.Buy, OrderType.Market, 0.01m, reduceOnly: true).Refusal);
        var resting = Place(core, client, market, Side.Sell, OrderType.Limit, 0.02m, 66_000m, reduceOnly: true).Order!;
        var half = Place(core, client, market, Side.Sell, OrderType.Market, 0.012m, reduceOnly: true).Order!;
        Assert.Equal(OrderState.Filled, half.State);
        Assert.Equal((0.008m, true), (resting.Quantity, resting.IsLive));
        // More than the position closes the position.
        var rest = Place(core, client, market, Side.Sell, OrderType.Market, 5m, reduceOnly: true).Order!;
        Assert.Equal((0.008m, OrderState.Filled), (rest.Executed, rest.State));
        Assert.Equal(0m, core.Of(client).Find(market, ContractSide.Both)!.Quantity);
        Assert.Equal(OrderState.Expired, resting.State);
        core.Of(client).SetLeverage(market, 125);
        Assert.Equal(OrderRefusal.TooLargeForLeverage, Place(core, Rich(core, 125), market, Side.Buy, OrderType.Limit, 10m, 64_000m).Refusal);
    }

    [Fact]
    public void Conditional_ClosePositionByMark_WakesWhenTheMarkReachesItAndClosesAll()
    {
        var (core, market, maker) = Quiet();
        var client = Client(core, "client", 5_000m);
        Trade(core, market, client, maker, 0.5m, 65_000m);
        var stop = core.Place(client, market, new OrderTicket
        {
            ClientOrderId = "stop",
            Side = Side.Sell,
            Type = OrderType.Stop,
            StopPrice = 64_500m,
            Contract = new ContractTerms { ClosesPosition = true, TriggersByMark = true, IsAlgo = true },
        }).Order!;
        Assert.Equal(OrderRefusal.WouldTrigger, Place(core, client, market, Side.Sell, OrderType.Stop, 0.1m, stop: 65_500m).Refusal);
        SetPrice(core, market, maker, 64_600m);
        Assert.Null(stop.TriggeredAt);
        SetPrice(core, market, maker, 64_400m);
        Assert.NotNull(stop.TriggeredAt);
        Assert.Equal((OrderState.Filled, 0.5m), (stop.State, stop.Executed));
        Assert.Equal(0m, core.Of(client).Find(market, ContractSide.Both)!.Quantity);
    }

    private static (ExchangeCore Spot, ContractCore Core, MarketCrowd[] Crowds) Lively()
    {
        var spot = new ExchangeCore(MarketRules.Default, Start);
        var core = new ContractCore(ContractMarkets.All, Start, spot);
        MarketCrowd[] crowds = [.. spot.Markets.Select(market => new MarketCrowd(spot, market, 7)), .. core.Markets.Select(market => new MarketCrowd(core, market, 8, spot.FindMarket(market.Rules.Symbol)))];
        return (spot, core, crowds);
    }

    private static ExchangeAccount Whale(ExchangeCore core) => core.Accounts.FirstOrDefault(account => account.Name == "whale") ?? core.Open("whale", isAgent: true);

    /// <summary>Everything is sold that somebody bids for, and then there is only a bid a tenth lower.</summary>
    private static void Crash(ExchangeCore spot, ContractCore core)
    {
        foreach (var market in spot.Markets.Concat(core.Markets).Where(market => market.Rules.QuoteAsset == "USDT"))
        {
            var exchange = core.Markets.Contains(market) ? core : spot;
            var (whale, price) = (Whale(exchange), decimal.Floor(market.LastPrice * 0.9m / market.Rules.PriceTick) * market.Rules.PriceTick);
            foreach (var order in market.Live.Values.Where(order => order.Account.IsAgent).ToArray()) exchange.Cancel(order);
            foreach (var (side, at) in new[] { (Side.Buy, price), (Side.Sell, price + market.Rules.PriceTick) })
                exchange.Place(whale, market, new OrderTicket { ClientOrderId = "", Side = side, Type = OrderType.Limit, Price = at, Quantity = 100_000m });
        }
        for (var second = 0; second < 400; second++)
        {
            spot.MoveTo(spot.Time + Duration.FromSeconds(1));
            core.MoveTo(spot.Time);
            core.Step();
        }
    }

    private static void Move(ExchangeCore spot, ContractCore core, MarketCrowd[] crowds, Instant time)
    {
        spot.MoveTo(time);
        core.MoveTo(time);
        foreach (var crowd in crowds) crowd.Act();
        core.Step();
    }

    /// <summary>One contract that nobody trades but the test.</summary>
    private static (ContractCore Core, Market Market, ExchangeAccount Maker) Quiet()
    {
        var core = new ContractCore([ContractMarkets.All[0]], Start);
        var maker = core.Open("maker", isAgent: true);
        maker.Of("USDT").Free = 1_000_000_000m;
        return (core, core.Markets.First(), maker);
    }

    private static ExchangeAccount Client(ContractCore core, string name, decimal wallet)
    {
        var account = core.Open(name, isAgent: false);
        core.Deposit(account, wallet);
        return account;
    }

    private static ExchangeAccount Rich(ContractCore core, int leverage)
    {
        var account = Client(core, "rich", 10_000_000m);
        core.Of(account).SetLeverage(core.Markets.First(), leverage);
        return account;
    }

    private static PlaceResult Place(ContractCore core, ExchangeAccount account, Market market, Side side, OrderType type, decimal quantity, decimal? price = null, decimal? stop = null, bool reduceOnly = false) =>
        core.Place(account, market, new OrderTicket { ClientOrderId = "", Side = side, Type = type, Quantity = quantity, Price = price, StopPrice = stop, Contract = new ContractTerms { ReduceOnly = reduceOnly } });

    private static void Trade(ContractCore core, Market market, ExchangeAccount buyer, ExchangeAccount seller, decimal quantity, decimal price)
    {
        Assert.NotNull(Place(core, seller, market, Side.Sell, OrderType.Limit, quantity, price).Order);
        Assert.Equal(OrderState.Filled, Place(core, buyer, market, Side.Buy, OrderType.Market, quantity).Order!.State);
    }

    private static void Quote(ContractCore core, Market market, ExchangeAccount maker, decimal bid, decimal ask)
    {
        foreach (var order in market.Live.Values.Where(order => order.Account == maker).ToArray()) core.Cancel(order);
        core.Place(maker, market, new OrderTicket { ClientOrderId = "", Side = Side.Buy, Type = OrderType.Limit, Price = bid, Quantity = 100 });
        core.Place(maker, market, new OrderTicket { ClientOrderId = "", Side = Side.Sell, Type = OrderType.Limit, Price = ask, Quantity = 100 });
    }

    /// <summary>Quotes around a price, trades there, and lets the means of the mark price follow.</summary>
    private static void SetPrice(ContractCore core, Market market, ExchangeAccount maker, decimal price)
    {
        Quote(core, market, maker, price - market.Rules.PriceTick, price);
        var other = core.Accounts.First(account => account.IsAgent && account != maker);
        core.Place(other, market, new OrderTicket { ClientOrderId = "", Side = Side.Buy, Type = OrderType.Market, Quantity = 0.001m });
        for (var second = 0; second < 600 && core.MarkOf(market).Mark != price; second++)
        {
            core.MoveTo(core.Time + Duration.FromSeconds(1));
            core.Step();
        }
    }

    /// <summary>Wallets less what the positions cost: as quantities add up to nothing, this is what all have together at any price.</summary>
    private static decimal Worth(ContractCore core) =>
        core.Accounts.Sum(account => account.Of("USDT").Free + account.Of("USDT").Locked - core.Of(account).Positions.Sum(position => position.EntryValue));

    private static void ActAtRandom(ContractCore core, ExchangeAccount client, SeededRandom random, int step, bool isHedged)
    {
        if (!random.NextBool(0.3)) return;
        var market = core.Markets.ElementAt(random.NextInt(core.Markets.Count));
        var (side, last) = (random.NextBool(0.5) ? Side.Buy : Side.Sell, market.LastPrice);
        var position = isHedged ? random.NextBool(0.5) ? ContractSide.Long : ContractSide.Short : ContractSide.Both;
        var tick = market.Rules.PriceTick;
        decimal Near(double distance) => decimal.Floor(last * (decimal)(1 + distance) / tick) * tick;
        var quantity = Math.Max(market.Rules.QuantityStep, decimal.Floor((decimal)(200 + 60_000 * random.NextDouble()) / last / market.Rules.QuantityStep) * market.Rules.QuantityStep);
        var terms = new ContractTerms { Position = position, ReduceOnly = !isHedged && random.NextBool(0.2), TriggersByMark = random.NextBool(0.5), IsAlgo = random.NextBool(0.5) };
        var ticket = new OrderTicket { ClientOrderId = $"{client.Name}-{step}", Side = side, Type = OrderType.Limit, Quantity = quantity, Contract = terms };
        switch (random.NextInt(5))
        {
            case 0:
                core.Place(client, market, ticket with { Type = OrderType.Market });
                break;
            case 1:
                core.Place(client, market, ticket with { Price = Near((side == Side.Buy ? -1 : 1) * 0.001 * random.NextDouble()), PostOnly = random.NextBool(0.3) });
                break;
            case 2:
                core.Place(client, market, ticket with { Price = Near((side == Side.Buy ? 1 : -1) * 0.001 * random.NextDouble()), TimeInForce = random.NextBool(0.5) ? TimeInForce.Ioc : TimeInForce.Gtc });
                break;
            case 3:
                core.Place(client, market, ticket with { Type = random.NextBool(0.5) ? OrderType.Stop : OrderType.TakeProfit, StopPrice = Near(0.003 * (random.NextDouble() - 0.5)) });
                break;
            default:
                if (market.Live.Values.Where(order => order.Account == client).OrderBy(order => order.Id).FirstOrDefault() is not { } live) break;
                if (live.Ticket.Type == OrderType.Limit && random.NextBool(0.5)) core.Amend(live, new OrderChange { Price = Near(0.0005 * (random.NextDouble() - 0.5)), Quantity = live.Quantity });
                else core.Cancel(live);
                break;
        }
    }
}
