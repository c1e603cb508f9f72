using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Composition;

/// <summary>A single output of an indicator that has several. It owns the indicator: feed this one.</summary>
/// <param name="inner">Read bar by bar; not one of trades.</param>
/// <param name="output">Which of its outputs.</param>
public sealed class OneOutput(Indicator inner, int output) : Indicator
{
    private readonly int output = Composed.Checked(inner, output);

    public override int WarmUp => inner.WarmUp;

    public override void Update(in Bar bar)
    {
        inner.Update(bar);
        Value = inner.Output(output);
    }

    protected override void KeepState(IndicatorState state) => state.Keep(inner);
}
