using Tidemark.Indicators.Columns;

namespace Tidemark.Indicators;

/// <summary>
/// An indicator of quotes: fed the best bid and ask whenever they change. Bars pass it by, so that at the close of a bar it holds what the
/// quotes until then have said. Its warm-up in bars is not known beforehand; <see cref="Indicator.IsWarm"/> tells.
/// </summary>
public abstract class QuoteIndicator : Indicator
{
    public override int WarmUp => 0;

    /// <summary>Takes the next quote.</summary>
    public abstract void Update(in Quote quote);

    public sealed override void Update(in Bar bar) { }

    /// <summary>Computes whole columns, a row for each quote; see <see cref="Indicator.Compute(in BarSpans, in OutputColumns)"/>.</summary>
    /// <exception cref="ArgumentException">The columns do not fit the quotes or the number of outputs.</exception>
    public void Compute(ReadOnlySpan<Quote> quotes, in OutputColumns outputs)
    {
        if (outputs.Rows != quotes.Length || outputs.Count != OutputCount)
            throw new ArgumentException($"{OutputCount} columns of {quotes.Length} rows are needed, not {outputs.Count} of {outputs.Rows}");
        for (var i = 0; i < quotes.Length; i++)
        {
            Update(quotes[i]);
            outputs.Write(i, this);
        }
    }
}
