namespace Tidemark.Simulation.Contracts;

/// <summary>What each strategy holds of each contract (in hedge mode on each side), so that a position that the venue closes is taken from those who had it.</summary>
internal sealed class ContractHoldings
{
    private readonly SortedDictionary<(int Instrument, int Strategy, int Side), (PositionSide Side, decimal Quantity)> quantities = [];

    public void Add(Fill fill)
    {
        var key = (fill.Instrument.Value, fill.Strategy, (int)fill.PositionSide);
        var quantity = quantities.GetValueOrDefault(key).Quantity + (fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value);
        if (quantity == 0m) quantities.Remove(key);
        else quantities[key] = (fill.PositionSide, quantity);
    }

    /// <summary>Whether several strategies hold some of an instrument.</summary>
    public bool AreShared(InstrumentIndex instrument)
    {
        int? first = null;
        foreach (var (_, strategy, _) in quantities.Keys.Where(key => key.Instrument == instrument.Value))
            if ((first ??= strategy) != strategy) return true;
        return false;
    }

    /// <summary>The strategies that hold some of an instrument, on which side, and how much, signed.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="part">One of the positions of hedge mode; <see cref="PositionSide.Flat"/> for all.</param>
    public IReadOnlyList<(int Strategy, PositionSide Side, decimal Quantity)> Of(InstrumentIndex instrument, PositionSide part) =>
        [.. quantities.Where(pair => pair.Key.Instrument == instrument.Value && (part == PositionSide.Flat || pair.Value.Side == part))
            .Select(pair => (pair.Key.Strategy, pair.Value.Side, pair.Value.Quantity))];
}
