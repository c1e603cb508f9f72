namespace Tidemark.Tests.Strategies;

/// <summary>Wants what a text says, a letter a bar: long, short, flat, half a unit long.</summary>
/// <param name="name">Its name.</param>
/// <param name="script"><c>+</c>, <c>-</c>, <c>0</c> and <c>h</c>.</param>
internal sealed class ScriptedMember(string name, string script) : Tidemark.Engine.Strategies.Strategy
{
    private int bars;

    public override string Name => name;

    public override bool NeedsShorting => true;

    protected internal override void OnBar(in Tidemark.Engine.Strategies.BarClosed bar)
    {
        var wanted = script[Math.Min(bars++, script.Length - 1)];
        SetTarget(bar.Instrument, wanted switch { '+' => UnitQuantity, '-' => -UnitQuantity, 'h' => new Quantity(UnitQuantity.Value / 2), _ => Quantity.Zero }, $"bar {bars - 1}");
    }
}
