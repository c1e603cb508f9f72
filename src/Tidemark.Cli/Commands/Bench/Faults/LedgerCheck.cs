using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Compares what the trading client believes with the exchange's own ledger.</summary>
internal static class LedgerCheck
{
    /// <summary>All that differs, one line each.</summary>
    public static List<string> Compare(JsonElement ledger, IReadOnlyList<TrackedOrder> orders, IReadOnlyList<VenueInstrument> instruments)
    {
        var faults = new List<string>();
        var symbols = instruments.ToDictionary(instrument => instrument.Id, instrument => instrument.Symbol);
        var mine = orders.ToDictionary(order => order.ClientId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in ledger.GetProperty("orders").EnumerateArray())
        {
            var name = order.GetProperty("clientOrderId").GetString()!;
            if (!seen.Add(name)) faults.Add($"order {name} reached the exchange twice");
            if (!mine.TryGetValue(name, out var known)) faults.Add($"order {name} is on the exchange and not known here");
            else CompareOrder(order, known, faults);
        }
        foreach (var order in orders)
            if (!seen.Contains(order.ClientId) && order.Status != OrderStatus.Rejected) faults.Add($"order {order.ClientId} is {order.Status} here and the exchange has none");
        CompareFills(ledger, orders, symbols, faults);
        return faults;
    }

    private static void CompareOrder(JsonElement order, TrackedOrder known, List<string> faults)
    {
        var state = order.GetProperty("state").GetString();
        var expected = state switch
        {
            "new" => OrderStatus.Open,
            "partiallyFilled" => OrderStatus.PartiallyFilled,
            "filled" => OrderStatus.Filled,
            "canceled" => OrderStatus.Canceled,
            _ => OrderStatus.Expired,
        };
        if (known.Status != expected) faults.Add($"order {known.ClientId} is {known.Status} here and {state} on the exchange");
        var executed = order.GetProperty("executed").GetDecimal();
        if (known.FilledQuantity != executed) faults.Add($"order {known.ClientId} has filled {known.FilledQuantity} here and {executed} on the exchange");
    }

    private static void CompareFills(JsonElement ledger, IReadOnlyList<TrackedOrder> orders, Dictionary<InstrumentId, string> symbols, List<string> faults)
    {
        var mine = new Dictionary<string, (TrackedOrder Order, VenueFill Fill)>(StringComparer.Ordinal);
        foreach (var order in orders)
            foreach (var fill in order.Fills)
                if (!mine.TryAdd($"{symbols[fill.Instrument]} {fill.TradeId}", (order, fill))) faults.Add($"the fill {fill.Instrument} {fill.TradeId} is there twice");
        foreach (var fill in ledger.GetProperty("fills").EnumerateArray())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{fill.GetProperty("symbol").GetString()} {fill.GetProperty("tradeId").GetInt64()}");
            if (!mine.Remove(key, out var known))
            {
                faults.Add($"the fill {key} of {fill.GetProperty("clientOrderId").GetString()} is missing");
                continue;
            }
            var truth = (fill.GetProperty("clientOrderId").GetString(), fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(), fill.GetProperty("fee").GetDecimal(), fill.GetProperty("feeAsset").GetString());
            var believed = (known.Order.ClientId, known.Fill.Price, known.Fill.Quantity, known.Fill.Fee, known.Fill.FeeAsset);
            if (truth != believed) faults.Add($"the fill {key} is {believed} here and {truth} on the exchange");
        }
        faults.AddRange(mine.Keys.Select(key => $"the fill {key} is here and the exchange has none"));
    }
}
