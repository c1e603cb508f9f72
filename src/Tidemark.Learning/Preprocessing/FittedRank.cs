using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Puts the share of the training values below in the place of a value.</summary>
internal sealed class FittedRank(int columns, int[] chosen, double[][] quantiles, bool isNormal) : FittedStep
{
    private const double SmallestShare = 1e-7;

    public override string Kind => "rank";

    public override int Inputs => columns;

    public override bool Apply(Span<float> row)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            ref var value = ref row[chosen[i]];
            if (!float.IsFinite(value) || quantiles[i].Length == 0) continue;
            var share = Share(quantiles[i], value);
            value = (float)(isNormal ? NormalDistribution.Quantile(Math.Clamp(share, SmallestShare, 1 - SmallestShare)) : share);
        }
        return true;
    }

    public override void Save(JsonObject settings, Action<string, StateTensor> addTensor)
    {
        settings["columns"] = columns;
        settings["isNormal"] = isNormal;
        addTensor("chosen", StateTensor.Of<int>(chosen));
        addTensor("counts", StateTensor.Of<int>([.. quantiles.Select(table => table.Length)]));
        addTensor("quantiles", StateTensor.Of<double>([.. quantiles.SelectMany(table => table)]));
    }

    /// <summary>Where a value stands among sorted ones, in proportion between neighbours; the middle of equal ones.</summary>
    private static double Share(double[] sorted, double value)
    {
        var (below, notAbove) = (Before(sorted, value, false), Before(sorted, value, true));
        if (notAbove > below) return sorted.Length == 1 ? 0.5 : 0.5 * (below + notAbove - 1) / (sorted.Length - 1);
        if (below == 0) return 0;
        if (below == sorted.Length) return 1;
        return (below - 1 + (value - sorted[below - 1]) / (sorted[below] - sorted[below - 1])) / (sorted.Length - 1);
    }

    private static int Before(double[] sorted, double value, bool countsEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (countsEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
