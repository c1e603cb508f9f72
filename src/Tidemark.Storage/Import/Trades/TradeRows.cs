using System.Globalization;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Trades;

/// <summary>The trades of one table while they are read and put in order.</summary>
internal sealed class TradeRows : RowTable
{
    private double[] prices = [], quantities = [];
    private byte[] aggressors = [];
    private long[] tradeIds = [];

    public void Add(long time, double price, double quantity, byte aggressor, long tradeId)
    {
        MakeRoom();
        var row = Count++;
        TimeColumn[row] = time;
        prices[row] = price;
        quantities[row] = quantity;
        aggressors[row] = aggressor;
        tradeIds[row] = tradeId;
    }

    public ReadOnlySpan<long> TradeIds => tradeIds.AsSpan(0, Count);

    public TradeColumns ToColumns() => new(TimeColumn.AsMemory(0, Count), prices.AsMemory(0, Count), quantities.AsMemory(0, Count),
        aggressors.AsMemory(0, Count), tradeIds.AsMemory(0, Count));

    public override bool AreEqual(int left, int right) => prices[left] == prices[right] && quantities[left] == quantities[right]
        && aggressors[left] == aggressors[right] && tradeIds[left] == tradeIds[right];

    public override string Describe(int row) =>
        Describe(new Trade(new Instant(TimeColumn[row]), prices[row], quantities[row], TradeColumns.DecodeAggressor(aggressors[row]), tradeIds[row]));

    public static string Describe(in Trade trade) =>
        string.Create(CultureInfo.InvariantCulture, $"price {trade.Price} quantity {trade.Quantity} side {trade.Aggressor?.ToString().ToLowerInvariant() ?? "unknown"}");

    protected override void Resize(int capacity)
    {
        prices = Grown(prices, capacity);
        quantities = Grown(quantities, capacity);
        aggressors = Grown(aggressors, capacity);
        tradeIds = Grown(tradeIds, capacity);
    }

    protected override void SelectValues(ReadOnlySpan<int> order)
    {
        prices = Selected(prices, order);
        quantities = Selected(quantities, order);
        aggressors = Selected(aggressors, order);
        tradeIds = Selected(tradeIds, order);
    }
}
