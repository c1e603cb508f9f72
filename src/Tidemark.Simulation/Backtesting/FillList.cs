namespace Tidemark.Simulation.Backtesting;

/// <summary>The fills of a backtest in their order.</summary>
internal sealed class FillList : RowList<Fill, FillList.Row>
{
    protected override void Write(Fill fill, out Row row) => row = new Row(fill.Order, fill.Instrument, fill.Account, fill.Strategy, fill.Side, fill.Role, fill.Time,
        fill.Price, fill.Quantity, fill.Fee, fill.PriceBeforeSlippage, fill.FeeAsset, fill.Tag, fill.TradeId, fill.IsInverse);

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
        PriceBeforeSlippage = row.PriceBeforeSlippage,
        FeeAsset = row.FeeAsset,
        Tag = row.Tag,
        TradeId = row.TradeId,
        IsInverse = row.IsInverse,
    };

    internal readonly record struct Row(OrderId Order, InstrumentIndex Instrument, int Account, int Strategy, Side Side, LiquidityRole Role, Instant Time,
        Price Price, Quantity Quantity, decimal Fee, double PriceBeforeSlippage, string FeeAsset, string Tag, TradeId TradeId, bool IsInverse);
}
