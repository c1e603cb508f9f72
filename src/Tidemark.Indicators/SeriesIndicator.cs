using Tidemark.Indicators.Columns;

namespace Tidemark.Indicators;

/// <summary>
/// An indicator of one series: the close of bars unless <see cref="Source"/> says otherwise, or the values of another indicator.
/// Values must be finite; whoever chains indicators passes values on from the first one that is defined.
/// </summary>
public abstract class SeriesIndicator : Indicator
{
    /// <summary>The field of a bar that it reads.</summary>
    public BarField Source { get; init; } = BarField.Close;

    /// <summary>Takes the next value of the series.</summary>
    public abstract void Update(double input);

    public override void Update(in Bar bar) => Update(Source.Of(bar));

    /// <summary>Computes whole columns of any series; see <see cref="Indicator.Compute(in BarSpans, in OutputColumns)"/>.</summary>
    /// <exception cref="ArgumentException">The columns do not fit the values or the number of outputs.</exception>
    public void Compute(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        if (outputs.Rows != values.Length || outputs.Count != OutputCount)
            throw new ArgumentException($"{OutputCount} columns of {values.Length} rows are needed, not {outputs.Count} of {outputs.Rows}");
        ComputeColumns(values, outputs);
    }

    /// <summary>The batch form over a series; override it where columns can be computed faster with bit-identical results.</summary>
    protected virtual void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        if (OutputCount == 1)
        {
            var column = outputs[0];
            for (var i = 0; i < column.Length; i++)
            {
                Update(values[i]);
                column[i] = Value;
            }
            return;
        }
        for (var i = 0; i < values.Length; i++)
        {
            Update(values[i]);
            outputs.Write(i, this);
        }
    }

    protected sealed override void ComputeColumns(in BarSpans bars, in OutputColumns outputs) => ComputeColumns(bars.Column(Source), outputs);
}
