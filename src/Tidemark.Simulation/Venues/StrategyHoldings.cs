namespace Tidemark.Simulation.Venues;

/// <summary>
/// What each strategy has bought and sold of each instrument. Where several share an account, an order that may only reduce looks at
/// its own strategy's part, as with one sub-account each: on the net position one strategy's stop would be cut by another's short.
/// </summary>
internal sealed class StrategyHoldings
{
    private readonly Dictionary<(int Strategy, int Instrument, PositionSide Side), decimal> held = [];

    public decimal Of(OrderRequest request) => held.GetValueOrDefault((request.Strategy, request.Instrument.Value, request.PositionSide));

    /// <summary>Counts a fill, less the part of a purchase that went into its own fee.</summary>
    public void Take(Fill fill, string baseAsset)
    {
        var key = (fill.Strategy, fill.Instrument.Value, fill.PositionSide);
        var change = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        if (fill.Side == Side.Buy && fill.FeeAsset == baseAsset) change -= fill.Fee;
        held[key] = held.GetValueOrDefault(key) + change;
    }
}
