using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Exchange.Agents;

/// <summary>
/// The simulated traders of one market: makers that quote around a walking price, noise that takes at random and rests orders of its own, and
/// followers of the last movement. The same seed and the same steps give the same orders.
/// </summary>
internal sealed class MarketCrowd
{
    private const int Makers = 4;
    private const int LevelsPerMaker = 8;
    private const int DeepEvery = 200;
    private const int DeepLevels = 50;
    private const double WalkPerStep = 0.00004;
    private const double Following = 0.05;
    private const double NoisePerStep = 0.25;
    private const double NoiseValue = 800;

    /// <summary>In units of quote currency that are worth about a dollar.</summary>
    private readonly double valueUnit;

    private readonly ExchangeCore core;
    private readonly Market market;
    private readonly SeededRandom random;
    private readonly ExchangeAccount[] makers;
    private readonly ExchangeAccount noise;
    private readonly ExchangeAccount momentum;
    private readonly ExchangeAccount deep;
    private readonly Dictionary<ExchangeAccount, List<ExchangeOrder>> quotes = [];
    private readonly Queue<decimal> recent = new();
    private readonly Market? leader;
    private readonly TapePlayer? player;
    private double fair;
    private long step;

    /// <param name="leader">A market whose price this one follows; null for one that walks by itself.</param>
    /// <param name="tape">Recorded trades that happen as long as there are any, with makers around them; null for none.</param>
    public MarketCrowd(ExchangeCore core, Market market, ulong seed, Market? leader = null, MarketTape? tape = null)
    {
        (this.core, this.market, this.leader) = (core, market, leader);
        random = new SeededRandom(seed, "exchange " + market.Rules.Symbol);
        makers = [.. Enumerable.Range(1, Makers).Select(i => OpenAgent(string.Create(CultureInfo.InvariantCulture, $"maker-{i}")))];
        noise = OpenAgent("noise");
        momentum = OpenAgent("momentum");
        deep = OpenAgent("deep");
        fair = (double)market.Rules.OpeningPrice;
        if (tape is not null) player = new TapePlayer(core, market, tape, OpenAgent("tape-offers"), OpenAgent("tape-takes"));
        valueUnit = market.Rules.QuoteAsset == "BTC" ? 1.0 / 65_000 : 1;
    }

    /// <summary>One step of the exchange's time.</summary>
    public void Act()
    {
        if (player is { IsDone: false })
        {
            fair = (double)player.Advance();
            MakeMarket();
            step++;
            return;
        }
        fair *= Math.Exp(WalkPerStep * random.NextNormal());
        if (leader is not null) fair += Following * ((double)leader.LastPrice - fair);
        MakeMarket();
        if (random.NextBool(NoisePerStep)) Take(noise, random.NextBool(0.5) ? Side.Buy : Side.Sell, NoiseValue * random.NextExponential());
        if (random.NextBool(NoisePerStep / 4)) Rest();
        FollowMovement();
        step++;
    }

    /// <summary>All makers quote, and nobody takes.</summary>
    public void QuoteAll()
    {
        for (var i = 0; i < Makers; i++, step++) MakeMarket();
    }

    private void MakeMarket()
    {
        if (step % DeepEvery == 0) Quote(deep, DeepLevels, 0.001, 0.001, 40_000);
        Quote(makers[step % Makers], LevelsPerMaker, 0.00008 + 0.00006 * random.NextDouble(), 0.00012, 4_000);
    }

    private void FollowMovement()
    {
        const int Memory = 50;
        recent.Enqueue(market.LastPrice);
        if (recent.Count <= Memory) return;
        var moved = (double)(market.LastPrice / recent.Dequeue()) - 1;
        if (Math.Abs(moved) > 4 * WalkPerStep * Math.Sqrt(Memory) && random.NextBool(0.2)) Take(momentum, moved > 0 ? Side.Buy : Side.Sell, NoiseValue * 2);
    }

    private void Quote(ExchangeAccount account, int levels, double firstDistance, double spacing, double value)
    {
        if (!quotes.TryGetValue(account, out var live)) quotes.Add(account, live = []);
        foreach (var order in live)
            if (order.IsLive) core.Cancel(order);
        live.Clear();
        for (var level = 0; level < levels; level++)
        {
            var distance = firstDistance + level * spacing * (0.6 + 0.8 * random.NextDouble());
            var quantity = Quantity(value * (0.3 + random.NextDouble()) * (1 + level * 0.3));
            Add(live, account, Side.Buy, fair * (1 - distance), quantity, isPostOnly: true);
            Add(live, account, Side.Sell, fair * (1 + distance), quantity, isPostOnly: true);
        }
    }

    private void Rest()
    {
        if (!quotes.TryGetValue(noise, out var live)) quotes.Add(noise, live = []);
        if (live.Count > 60)
        {
            if (live[0].IsLive) core.Cancel(live[0]);
            live.RemoveAt(0);
        }
        var side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
        var distance = 0.0004 * random.NextExponential();
        Add(live, noise, side, fair * (side == Side.Buy ? 1 - distance : 1 + distance), Quantity(NoiseValue * random.NextExponential()), isPostOnly: true);
    }

    private void Take(ExchangeAccount account, Side side, double value)
    {
        core.Place(account, market, new OrderTicket { ClientOrderId = "", Side = side, Type = OrderType.Market, Quantity = Quantity(value) });
    }

    private void Add(List<ExchangeOrder> live, ExchangeAccount account, Side side, double price, decimal quantity, bool isPostOnly)
    {
        var tick = market.Rules.PriceTick;
        var ticket = new OrderTicket
        {
            ClientOrderId = "",
            Side = side,
            Type = OrderType.Limit,
            Price = Math.Max(tick, decimal.Floor((decimal)price / tick) * tick),
            Quantity = quantity,
            PostOnly = isPostOnly,
        };
        if (core.Place(account, market, ticket).Order is { IsLive: true } order) live.Add(order);
    }

    private decimal Quantity(double value)
    {
        var step = market.Rules.QuantityStep;
        return Math.Max(step, decimal.Floor((decimal)(value * valueUnit / fair) / step) * step);
    }

    private ExchangeAccount OpenAgent(string name)
    {
        var account = core.Open($"{market.Rules.Symbol} {name}", isAgent: true);
        account.Of(market.Rules.BaseAsset).Free = 100_000_000m;
        account.Of(market.Rules.QuoteAsset).Free = 10_000_000_000m;
        return account;
    }
}
