// An indicator that looks at what the strategy holds.
public sealed class PortfolioLeak : Strategy
{
    private Holding holding = null!;

    protected override void OnStart() => holding = Track(new Holding(() => Position(new InstrumentIndex(0)).IsFlat));

    protected override void OnBar(in BarClosed bar) => SetTarget(bar.Instrument, bar.Close > bar.Open ? UnitQuantity : Quantity.Zero);
}

public sealed class Holding(Func<bool> isFlat) : Indicator
{
    public override int WarmUp => 1;

    public override void Update(in Bar bar) => Value = isFlat() ? 0 : 1;

    protected override void KeepState(IndicatorState state) { }
}
