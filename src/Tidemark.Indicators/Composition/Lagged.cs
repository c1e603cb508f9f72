using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Composition;

/// <summary>What an indicator said some bars ago, all of its outputs. It owns the indicator: feed this one. Warm as many bars later.</summary>
public sealed class Lagged : Indicator
{
    private readonly Indicator inner;
    private readonly int bars;
    private readonly DelayLine[] delays;
    private readonly double[] outputs;

    /// <param name="inner">Read bar by bar; not one of trades.</param>
    /// <param name="bars">How many bars ago, at least 1.</param>
    /// <exception cref="ArgumentException">The number of bars is not positive, or the indicator is one of trades.</exception>
    public Lagged(Indicator inner, int bars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        Composed.Checked(inner);
        this.inner = inner;
        this.bars = bars;
        delays = [.. Enumerable.Range(0, inner.OutputCount).Select(_ => new DelayLine(bars))];
        outputs = [.. Enumerable.Repeat(double.NaN, inner.OutputCount)];
    }

    public override int WarmUp => inner.WarmUp + bars;

    public override int OutputCount => outputs.Length;

    public override double Output(int index) => index >= 0 && index < outputs.Length ? outputs[index] : throw NoOutput(index);

    public override void Update(in Bar bar)
    {
        inner.Update(bar);
        for (var i = 0; i < outputs.Length; i++) outputs[i] = delays[i].Exchange(inner.Output(i));
        Value = outputs[0];
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(inner);
        foreach (ref var delay in delays.AsSpan()) delay.Keep(state);
        state.Keep(outputs);
    }
}
