namespace Tidemark.Research.Labels;

/// <summary>What is to be predicted at each bar.</summary>
/// <param name="Values">A value or the number of a class for each bar; NaN where there is no label.</param>
/// <param name="Ends">The bar at whose close the label is known; the bar itself where there is none.</param>
/// <param name="Returns">The logarithmic return from the close of the bar to where the label ends, in the direction that the label is about; NaN where there is no label.</param>
public sealed record LabelColumn(double[] Values, int[] Ends, double[] Returns)
{
    /// <summary>Room for a number of bars, without any label yet.</summary>
    internal static LabelColumn Empty(int bars)
    {
        var column = new LabelColumn(new double[bars], new int[bars], new double[bars]);
        column.Values.AsSpan().Fill(double.NaN);
        column.Returns.AsSpan().Fill(double.NaN);
        for (var i = 0; i < bars; i++) column.Ends[i] = i;
        return column;
    }

    internal void Set(int bar, double value, int end, double logReturn) => (Values[bar], Ends[bar], Returns[bar]) = (value, end, logReturn);
}
