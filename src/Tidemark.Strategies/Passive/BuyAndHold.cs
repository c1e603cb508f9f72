namespace Tidemark.Strategies.Passive;

/// <summary>Buys one unit of every instrument at the first bar and keeps it: the yardstick for everything else.</summary>
[About(
    Group = "passive",
    Idea = "What everything else must beat.",
    Rules = "Enter long one unit of each instrument at the first close after the start; hold to the end.",
    Source = "Common knowledge",
    FailsWhen = "The market falls: the whole fall is yours.")]
public sealed class BuyAndHold : Strategy
{
    private PerInstrument<bool> hasBought;

    protected override void OnStart() => hasBought = PerInstrument(_ => false);

    protected override void OnBar(in BarClosed bar)
    {
        if (hasBought[bar.Instrument] || UnitQuantity.IsZero) return;
        hasBought[bar.Instrument] = true;
        Buy(bar.Instrument, UnitQuantity, "entry");
    }
}
