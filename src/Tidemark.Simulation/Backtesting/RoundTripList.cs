namespace Tidemark.Simulation.Backtesting;

/// <summary>The round trips of a backtest in the order in which they closed.</summary>
internal sealed class RoundTripList : RowList<RoundTrip, RoundTripList.Row>
{
    protected override void Write(RoundTrip trip, out Row row) => row = new Row(trip.Instrument, trip.Strategy, trip.Side, trip.Bars, trip.EntryTime, trip.ExitTime,
        trip.EntryPrice, trip.ExitPrice, trip.Quantity, trip.Pnl, trip.Fees, trip.Mae, trip.Mfe, trip.EntryTag, trip.ExitReason, trip.IsInverse);

    protected override RoundTrip ToItem(in Row row) => new()
    {
        Instrument = row.Instrument,
        Strategy = row.Strategy,
        Side = row.Side,
        Bars = row.Bars,
        EntryTime = row.EntryTime,
        ExitTime = row.ExitTime,
        EntryPrice = row.EntryPrice,
        ExitPrice = row.ExitPrice,
        Quantity = row.Quantity,
        Pnl = row.Pnl,
        Fees = row.Fees,
        Mae = row.Mae,
        Mfe = row.Mfe,
        EntryTag = row.EntryTag,
        ExitReason = row.ExitReason,
        IsInverse = row.IsInverse,
    };

    internal readonly record struct Row(InstrumentIndex Instrument, int Strategy, PositionSide Side, int Bars, Instant EntryTime, Instant ExitTime,
        Price EntryPrice, Price ExitPrice, Quantity Quantity, decimal Pnl, decimal Fees, double Mae, double Mfe, string EntryTag, string ExitReason, bool IsInverse);
}
