using System.Globalization;

namespace Tidemark.Simulation.Backtesting;

/// <summary>The fills of a backtest in their order.</summary>
internal sealed class FillList : RowList<Fill, FillList.Row>
{
    protected override Row ToRow(Fill fill)
    {
        // The simulated venue numbers its trades: the number is kept, its text is made again. Anything else stays text.
        var isNumber = long.TryParse(fill.TradeId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number == 0 ? fill.TradeId.Length == 1 : fill.TradeId[0] != '0');
        return new Row(fill.Order, fill.Instrument, fill.Account, fill.Strategy, fill.Side, fill.Role, fill.Time, fill.Price, fill.Quantity,
            fill.Fee, fill.FeeAsset, fill.Tag, isNumber ? number : 0, isNumber ? null : fill.TradeId);
    }

    protected override Fill ToItem(in Row row) => new()
    {
        Order = row.Order,
        Instrument = row.Instrument,
        Account = row.Account,
        Strategy = row.Strategy,
        Side = row.Side,
        Role = row.Role,
        Time = row.Time,
        Price = row.Price,
        Quantity = row.Quantity,
        Fee = row.Fee,
        FeeAsset = row.FeeAsset,
        Tag = row.Tag,
        TradeId = row.TradeText ?? row.TradeNumber.ToString(CultureInfo.InvariantCulture),
    };

    internal readonly record struct Row(OrderId Order, InstrumentIndex Instrument, int Account, int Strategy, Side Side, LiquidityRole Role, Instant Time,
        Price Price, Quantity Quantity, decimal Fee, string FeeAsset, string Tag, long TradeNumber, string? TradeText);
}
