using Tidemark.Indicators.Columns;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators;

/// <summary>
/// A technical indicator: fed one closed bar at a time, it holds one or more outputs, of which <see cref="Value"/> is the first. Outputs
/// are NaN until <see cref="WarmUp"/> bars have come, and what it said of a bar never changes when later bars come.
/// </summary>
/// <remarks>
/// Derive from <see cref="SeriesIndicator"/> when it reads one number of a bar (so that it can also stand on another indicator), from
/// <see cref="PairIndicator"/> when it reads two, from <see cref="TradeIndicator"/> when it reads prints, from <see cref="QuoteIndicator"/> when it reads quotes, and from this class when it
/// reads whole bars. See docs/how-to-add-an-indicator.md.
/// </remarks>
public abstract class Indicator
{
    private double value = double.NaN;

    /// <summary>The first output at the last bar; NaN while not defined.</summary>
    public double Value
    {
        get => value;
        protected set => this.value = value;
    }

    /// <summary>The number of bars needed before the first value.</summary>
    public abstract int WarmUp { get; }

    public bool IsWarm => !double.IsNaN(value);

    /// <summary>How many numbers it gives for each bar.</summary>
    public virtual int OutputCount => 1;

    /// <summary>One of its outputs at the last bar, in the order of its description; NaN while not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public virtual double Output(int index) => index == 0 ? value : throw NoOutput(index);

    /// <summary>Takes the next closed bar.</summary>
    public abstract void Update(in Bar bar);

    /// <summary>
    /// Computes whole columns, bit for bit what feeding the bars one by one gives. Call it on a fresh indicator, which is spent
    /// afterwards: what it then holds is not defined.
    /// </summary>
    /// <exception cref="ArgumentException">The columns do not fit the bars or the number of outputs.</exception>
    public void Compute(in BarSpans bars, in OutputColumns outputs)
    {
        if (outputs.Rows != bars.Count || outputs.Count != OutputCount)
            throw new ArgumentException($"{OutputCount} columns of {bars.Count} rows are needed, not {outputs.Count} of {outputs.Rows}");
        ComputeColumns(bars, outputs);
    }

    /// <summary>
    /// Names everything that later values depend on, in a fixed order: <c>state.Keep(ref sum); state.Keep(window);</c>. The same list
    /// serves writing and reading. The parameters are not part of it, nor is <see cref="Value"/>.
    /// </summary>
    protected abstract void KeepState(IndicatorState state);

    /// <summary>The batch form; override it where columns can be computed faster with bit-identical results.</summary>
    protected virtual void ComputeColumns(in BarSpans bars, in OutputColumns outputs)
    {
        if (OutputCount == 1)
        {
            var column = outputs[0];
            for (var i = 0; i < column.Length; i++)
            {
                Update(bars[i]);
                column[i] = value;
            }
            return;
        }
        for (var i = 0; i < outputs.Rows; i++)
        {
            Update(bars[i]);
            outputs.Write(i, this);
        }
    }

    protected static ArgumentOutOfRangeException NoOutput(int index) => new(nameof(index), index, "the indicator has no such output");

    internal void Keep(IndicatorState state)
    {
        state.Keep(ref value);
        KeepState(state);
    }
}
