namespace Tidemark.Engine.Portfolios;

/// <summary>The long and the short quantity of each instrument, all strategies together, for accounts that hold both side by side.</summary>
/// <param name="count">How many instruments.</param>
internal sealed class HedgedPositions(int count)
{
    private readonly decimal[] longs = new decimal[count];
    private readonly decimal[] shorts = new decimal[count];

    /// <summary>Signed: a short quantity is negative.</summary>
    public decimal QuantityOf(InstrumentIndex instrument, PositionSide side) => side == PositionSide.Long ? longs[instrument.Value] : shorts[instrument.Value];

    /// <summary>Both together, without sign.</summary>
    public decimal GrossOf(InstrumentIndex instrument) => longs[instrument.Value] - shorts[instrument.Value];

    public void Book(Fill fill)
    {
        var quantities = fill.PositionSide == PositionSide.Long ? longs : shorts;
        quantities[fill.Instrument.Value] += fill.Side.Sign() * fill.Quantity.Value;
    }
}
