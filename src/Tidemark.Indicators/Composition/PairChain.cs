using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Composition;

/// <summary>
/// An indicator of two series on the outputs of two others: the correlation of two RSIs. It owns all three. The outer one is fed at
/// bars where both are defined; others leave it as it was. Warm after the later inner one + outer - 1 bars.
/// </summary>
/// <param name="first">Read bar by bar; not one of trades.</param>
/// <param name="firstOutput">Which of its outputs.</param>
/// <param name="second">Read bar by bar; not one of trades.</param>
/// <param name="secondOutput">Which of its outputs.</param>
/// <param name="outer">What is computed of both.</param>
public sealed class PairChain(Indicator first, int firstOutput, Indicator second, int secondOutput, PairIndicator outer) : Indicator
{
    private readonly int firstOutput = Composed.Checked(first, firstOutput);
    private readonly int secondOutput = Composed.Checked(second, secondOutput);

    public override int WarmUp => Math.Max(first.WarmUp, second.WarmUp) + outer.WarmUp - 1;

    public override int OutputCount => outer.OutputCount;

    public override double Output(int index) => outer.Output(index);

    public override void Update(in Bar bar)
    {
        first.Update(bar);
        second.Update(bar);
        var (one, other) = (first.Output(firstOutput), second.Output(secondOutput));
        if (double.IsNaN(one) || double.IsNaN(other)) return;
        outer.Update(one, other);
        Value = outer.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(first);
        state.Keep(second);
        state.Keep(outer);
    }
}
