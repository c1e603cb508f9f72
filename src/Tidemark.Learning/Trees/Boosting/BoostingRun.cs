using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The state of one training: margins of all samples, the trees so far, and the best round.</summary>
internal sealed class BoostingRun
{
    private readonly BoostingOptions options;
    private readonly BoostingLoss loss;
    private readonly Samples samples;
    private readonly Samples? held;
    private readonly float[] margins;
    private readonly float[] heldMargins;
    private readonly float[][] pairs;
    private readonly int[] leafOf;
    private readonly int[] all;
    private readonly List<GrownTree> trees = [];
    private double[]? predictions;
    private double[]? heldPredictions;
    private double bestLoss = double.PositiveInfinity;
    private int bestRound;

    public BoostingRun(BoostingOptions options, BoostingLoss loss, Samples samples, Samples? held, float baseMargin)
    {
        (this.options, this.loss, this.samples, this.held) = (options, loss, samples, held);
        margins = new float[samples.Count * samples.Outputs];
        margins.AsSpan().Fill(baseMargin);
        heldMargins = new float[(held?.Count ?? 0) * samples.Outputs];
        heldMargins.AsSpan().Fill(baseMargin);
        pairs = new float[samples.Outputs][];
        for (var output = 0; output < pairs.Length; output++) pairs[output] = new float[2 * samples.Count];
        leafOf = new int[samples.Count];
        all = new int[options.RowShare >= 1 ? samples.Count : 0];
    }

    /// <summary>One tree for each output.</summary>
    public void Round(ITreeGrower grower, SeededRandom random)
    {
        for (var output = 0; output < pairs.Length; output++) loss.Derive(samples, margins, output, pairs[output]);
        for (var output = 0; output < pairs.Length; output++)
        {
            var rows = Rows(random);
            var tree = grower.Grow(pairs[output], rows, new ColumnSampler(options, samples.Columns, random), leafOf);
            if (loss.LeafQuantile is { } level) TakeQuantiles(tree, rows, level, output);
            Move(tree, rows, output);
            trees.Add(tree.InLevels());
        }
    }

    public double TrainLoss() => loss.Mean(samples, Predictions(samples, margins, ref predictions));

    /// <summary>NaN without validation samples.</summary>
    public double ValidationLoss() => held is null ? double.NaN : loss.Mean(held, Predictions(held, heldMargins, ref heldPredictions));

    /// <summary>Whether training goes on.</summary>
    public bool Improves(double validationLoss, int round)
    {
        if (options.EarlyStoppingRounds == 0) return true;
        if (double.IsNaN(validationLoss)) throw new ArithmeticException($"the loss of the validation samples is not a number in round {round}");
        if (validationLoss < bestLoss) (bestLoss, bestRound) = (validationLoss, round);
        return round - bestRound < options.EarlyStoppingRounds;
    }

    /// <summary>The trees up to the best round.</summary>
    public List<GrownTree> Kept() => options.EarlyStoppingRounds == 0 ? trees : trees[..(bestRound * pairs.Length)];

    private int[] Rows(SeededRandom random)
    {
        if (options.RowShare >= 1)
        {
            // One memory for all rounds: a grower moves the numbers about in it.
            for (var row = 0; row < all.Length; row++) all[row] = row;
            return all;
        }
        var chosen = new List<int>();
        for (var row = 0; row < samples.Count; row++)
            if (random.NextBool(options.RowShare)) chosen.Add(row);
        return chosen.Count > 0 ? [.. chosen] : [random.NextInt(samples.Count)];
    }

    private void Move(GrownTree tree, int[] rows, int output)
    {
        var outputs = pairs.Length;
        if (rows.Length < samples.Count)
        {
            Array.Fill(leafOf, -1);
            for (var row = 0; row < samples.Count; row++) leafOf[row] = tree.LeafOf(samples.Row(row));
        }
        for (var row = 0; row < leafOf.Length; row++) margins[row * outputs + output] += (float)tree.Values(leafOf[row])[0];
        for (var row = 0; row < (held?.Count ?? 0); row++) heldMargins[row * outputs + output] += (float)tree.Values(tree.LeafOf(held!.Row(row)))[0];
    }

    private void TakeQuantiles(GrownTree tree, int[] rows, double level, int output)
    {
        foreach (var leaf in rows.GroupBy(row => leafOf[row]))
        {
            var members = leaf.ToArray();
            var residuals = Array.ConvertAll(members, row => samples.Targets[row] - margins[row * pairs.Length + output]);
            tree.SetValue(leaf.Key, (float)WeightedQuantile.Of(residuals, Array.ConvertAll(members, row => samples.Weights[row]), level) * (float)options.LearningRate);
        }
    }

    /// <param name="result">Memory that stays from round to round.</param>
    private double[] Predictions(Samples of, float[] values, ref double[]? result)
    {
        result ??= new double[values.Length];
        for (var i = 0; i < values.Length; i += of.Outputs) TreeModel.Apply(loss.Link, values.AsSpan(i, of.Outputs), result.AsSpan(i, of.Outputs));
        return result;
    }
}
