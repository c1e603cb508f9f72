// Tosses a coin without a seed.
public sealed class ChanceLeak : Strategy
{
    private readonly Random random = new();

    protected override void OnBar(in BarClosed bar) => SetTarget(bar.Instrument, random.NextDouble() < 0.5 ? UnitQuantity : Quantity.Zero);
}
