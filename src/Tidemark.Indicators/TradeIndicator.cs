using Tidemark.Indicators.Columns;

namespace Tidemark.Indicators;

/// <summary>
/// An indicator of prints: fed one trade at a time. Bars pass it by, so that at the close of a bar it holds what the trades until
/// then have said. Its warm-up in bars is not known beforehand; <see cref="Indicator.IsWarm"/> tells.
/// </summary>
public abstract class TradeIndicator : Indicator
{
    public override int WarmUp => 0;

    /// <summary>Takes the next print.</summary>
    public abstract void Update(in Trade trade);

    public sealed override void Update(in Bar bar) { }

    /// <summary>Computes whole columns, a row for each print; see <see cref="Indicator.Compute(in BarSpans, in OutputColumns)"/>.</summary>
    /// <exception cref="ArgumentException">The columns do not fit the prints or the number of outputs.</exception>
    public void Compute(ReadOnlySpan<Trade> trades, in OutputColumns outputs)
    {
        if (outputs.Rows != trades.Length || outputs.Count != OutputCount)
            throw new ArgumentException($"{OutputCount} columns of {trades.Length} rows are needed, not {outputs.Count} of {outputs.Rows}");
        for (var i = 0; i < trades.Length; i++)
        {
            Update(trades[i]);
            outputs.Write(i, this);
        }
    }
}
