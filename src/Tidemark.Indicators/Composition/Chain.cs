using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Composition;

/// <summary>
/// An indicator on another one's output: the mean of an RSI. It owns both: feed the chain, not its parts. The outer one is fed from the
/// first bar at which the inner output is defined; a bar at which it is not leaves the outer one as it was. Warm after both: inner + outer - 1
/// bars.
/// </summary>
/// <param name="inner">Read bar by bar; not one of trades.</param>
/// <param name="output">Which of its outputs.</param>
/// <param name="outer">What is computed of it; its own source does not matter.</param>
public sealed class Chain(Indicator inner, int output, SeriesIndicator outer) : Indicator
{
    private readonly int output = Composed.Checked(inner, output);

    public override int WarmUp => inner.WarmUp + outer.WarmUp - 1;

    public override int OutputCount => outer.OutputCount;

    public override double Output(int index) => outer.Output(index);

    public override void Update(in Bar bar)
    {
        inner.Update(bar);
        var value = inner.Output(output);
        if (double.IsNaN(value)) return;
        outer.Update(value);
        Value = outer.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(inner);
        state.Keep(outer);
    }
}
