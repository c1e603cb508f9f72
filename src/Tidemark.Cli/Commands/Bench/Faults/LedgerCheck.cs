using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Orders;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Compares what the trading client believes with the exchange's own ledger.</summary>
internal static class LedgerCheck
{
    /// <summary>All that differs, one line each.</summary>
    public static List<string> Compare(JsonElement ledger, IReadOnlyList<TrackedOrder> orders)
    {
        var faults = new List<string>();
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
        CompareFills(ledger, orders, faults);
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
        // Venues differ in which word they have for an order that the exchange itself took back.
        var isSame = known.Status == expected || (expected == OrderStatus.Expired && known.Status == OrderStatus.Canceled);
        if (!isSame) faults.Add($"order {known.ClientId} is {known.Status} here and {state} on the exchange");
        var executed = order.GetProperty("executed").GetDecimal();
        if (known.FilledQuantity != executed) faults.Add($"order {known.ClientId} has filled {known.FilledQuantity} here and {executed} on the exchange");
    }

    /// <summary>The fills of each order, by what they are and not by a number: the exchange's own is not the one that every venue tells.</summary>
    private static void CompareFills(JsonElement ledger, IReadOnlyList<TrackedOrder> orders, List<string> faults)
    {
        var truth = ledger.GetProperty("fills").EnumerateArray().ToLookup(fill => fill.GetProperty("clientOrderId").GetString()!,
            fill => Text(fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(), fill.GetProperty("fee").GetDecimal(), fill.GetProperty("feeAsset").GetString()!));
        foreach (var order in orders)
        {
            string[] mine = [.. order.Fills.Select(fill => Text(fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset)).Order(StringComparer.Ordinal)];
            string[] theirs = [.. truth[order.ClientId].Order(StringComparer.Ordinal)];
            if (!mine.SequenceEqual(theirs, StringComparer.Ordinal)) faults.Add($"order {order.ClientId} has the fills [{string.Join("; ", mine)}] here and [{string.Join("; ", theirs)}] on the exchange");
        }
    }

    private static string Text(decimal price, decimal quantity, decimal fee, string asset) =>
        string.Create(CultureInfo.InvariantCulture, $"{DecimalForm.Canonical(quantity)} at {DecimalForm.Canonical(price)}, fee {DecimalForm.Canonical(fee)} {asset}");
}
