using Tidemark.Indicators;
using Tidemark.Indicators.State;

namespace Tidemark.Strategies.Predictive;

/// <summary>Feeds bars of one source to a set of features, from the first bar of the warm-up on.</summary>
internal sealed class BarFeed(RowFeed rows, int source, int warmUp) : Indicator
{
    private readonly float[] row = new float[source == 0 ? rows.Features.Count : 0];

    public override int WarmUp => warmUp;

    /// <summary>The features themselves, so that checks see them; of further bars the close.</summary>
    public override int OutputCount => source == 0 ? row.Length : 1;

    public override double Output(int index) => source > 0 ? Value : rows.Features.TryRead(row) ? row[index] : double.NaN;

    public override void Update(in Bar bar)
    {
        rows.Update(source, bar);
        Value = bar.Close;
    }

    protected override void KeepState(IndicatorState state) => throw new NotSupportedException("features are saved by their set");
}
