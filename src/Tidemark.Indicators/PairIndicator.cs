using Tidemark.Indicators.Columns;

namespace Tidemark.Indicators;

/// <summary>An indicator of two series that run side by side, such as a correlation: two fields of bars, or any two series of finite values.</summary>
/// <param name="defaultFirst">The field read first unless <see cref="First"/> says otherwise.</param>
/// <param name="defaultSecond">The field read second unless <see cref="Second"/> says otherwise.</param>
public abstract class PairIndicator(BarField defaultFirst, BarField defaultSecond) : Indicator
{
    public BarField First { get; init; } = defaultFirst;

    public BarField Second { get; init; } = defaultSecond;

    /// <summary>Takes the next value of both series.</summary>
    public abstract void Update(double first, double second);

    public override void Update(in Bar bar) => Update(First.Of(bar), Second.Of(bar));

    /// <summary>Computes whole columns of any two series; see <see cref="Indicator.Compute(in BarSpans, in OutputColumns)"/>.</summary>
    /// <exception cref="ArgumentException">The series differ in length, or the columns do not fit.</exception>
    public void Compute(ReadOnlySpan<double> first, ReadOnlySpan<double> second, in OutputColumns outputs)
    {
        if (first.Length != second.Length) throw new ArgumentException($"the series differ in length: {first.Length} and {second.Length}");
        if (outputs.Rows != first.Length || outputs.Count != OutputCount)
            throw new ArgumentException($"{OutputCount} columns of {first.Length} rows are needed, not {outputs.Count} of {outputs.Rows}");
        ComputeColumns(first, second, outputs);
    }

    /// <summary>The batch form; override it where columns can be computed faster with bit-identical results.</summary>
    protected virtual void ComputeColumns(ReadOnlySpan<double> first, ReadOnlySpan<double> second, in OutputColumns outputs)
    {
        for (var i = 0; i < first.Length; i++)
        {
            Update(first[i], second[i]);
            outputs.Write(i, this);
        }
    }

    protected sealed override void ComputeColumns(in BarSpans bars, in OutputColumns outputs) => ComputeColumns(bars.Column(First), bars.Column(Second), outputs);
}
