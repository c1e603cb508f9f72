using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>What an order would cost and whether it would be taken on; nothing is placed.</summary>
internal static class PreviewEndpoints
{
    private const int Deepest = 5_000;

    public static void Place(CoinbaseCall call, Utf8JsonWriter json)
    {
        string? reason = null;
        OrderPlan? plan = null;
        try
        {
            plan = OrderReader.Read(call, "");
            if (call.Core.Check(call.Account, plan.Market, plan.Ticket) is not OrderRefusal.None and var refusal) reason = OrderRejection.Of(refusal, plan.Ticket, plan.Market).Preview;
        }
        catch (OrderRejection e)
        {
            reason = e.Preview;
        }
        var cost = plan is null ? default : Estimate.Of(plan.Market, plan.Ticket, call.Account.TakerFeeRate);
        reason ??= IsFunded(call, plan!, cost) ? null : "PREVIEW_INSUFFICIENT_FUND";
        json.WriteStartObject();
        WriteEstimate(json, plan?.Market, cost);
        WriteReasons(json, "errs", reason);
        WriteReasons(json, "warning", null);
        json.WriteBoolean("is_max", false);
        foreach (var name in (string[])["order_margin_total", "leverage", "long_leverage", "short_leverage"]) json.WriteString(name, "");
        json.WriteString("preview_id", reason is null ? Guid.NewGuid().ToString() : "");
        json.WriteEndObject();
    }

    /// <summary>The numbers of a preview, inside an object that is open.</summary>
    public static void WriteEstimate(Utf8JsonWriter json, Market? market, Estimate cost)
    {
        json.Put("order_total", cost.Total);
        json.Put("commission_total", cost.Fee);
        json.Put("quote_size", cost.Quote);
        json.Put("base_size", cost.Base);
        json.WriteString("best_bid", market is null ? "" : MarketEndpoints.BestOf(market, Side.Buy));
        json.WriteString("best_ask", market is null ? "" : MarketEndpoints.BestOf(market, Side.Sell));
        json.Put("average_filled_price", cost.Price);
        json.Put("slippage", cost.Slippage);
    }

    public static void WriteReasons(Utf8JsonWriter json, string name, string? reason)
    {
        json.WriteStartArray(name);
        if (reason is not null) json.WriteStringValue(reason);
        json.WriteEndArray();
    }

    private static bool IsFunded(CoinbaseCall call, OrderPlan plan, Estimate cost)
    {
        var rules = plan.Market.Rules;
        return plan.Ticket.Side == Side.Buy ? call.Account.Of(rules.QuoteAsset).Free >= cost.Total : call.Account.Of(rules.BaseAsset).Free >= cost.Base;
    }

    /// <summary>What an order would come to if it traded now, or at its limit.</summary>
    internal readonly record struct Estimate(decimal Base, decimal Quote, decimal Fee, decimal Total, decimal Price, decimal Slippage)
    {
        public static Estimate Of(Market market, OrderTicket ticket, decimal feeRate)
        {
            var isBuy = ticket.Side == Side.Buy;
            var (quantity, quote) = ticket.Price is { } limit ? (ticket.Quantity ?? 0, (ticket.Quantity ?? 0) * limit) : Walk(market, ticket, feeRate);
            var fee = Math.Round(quote * feeRate, 8);
            var price = quantity == 0 ? 0 : Math.Round(quote / quantity, 8);
            var best = market.Best(isBuy ? Side.Sell : Side.Buy)?.Price ?? price;
            return new Estimate(quantity, quote, fee, isBuy ? quote + fee : quote - fee, price, ticket.Price is not null || best == 0 ? 0 : Math.Round(Math.Abs(price - best) / best, 8));
        }

        private static (decimal Base, decimal Quote) Walk(Market market, OrderTicket ticket, decimal feeRate)
        {
            var levels = new BookLevel[Deepest];
            var count = market.Engine.CopyLevels(ticket.Side == Side.Buy ? Side.Sell : Side.Buy, levels);
            var money = ticket.QuoteQuantity / (ticket.Side == Side.Buy ? 1 + feeRate : 1);
            var (quantity, quote) = (0m, 0m);
            for (var i = 0; i < count; i++)
            {
                var (price, size) = (market.PriceOf(levels[i].PriceTicks), market.QuantityOf(levels[i].QuantityLots));
                size = Math.Min(size, money is { } most ? decimal.Floor((most - quote) / price / market.Rules.QuantityStep) * market.Rules.QuantityStep : ticket.Quantity!.Value - quantity);
                if (size <= 0) break;
                (quantity, quote) = (quantity + size, quote + size * price);
            }
            return (quantity, quote);
        }
    }
}
