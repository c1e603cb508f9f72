using Tidemark.Learning.Data;

namespace Tidemark.Research.Training;

/// <summary>Predictions of a model for every row of a table.</summary>
public static class TablePrediction
{
    /// <summary>
    /// Predicts. A model that reads several rows reaches back beyond the first row of the table into <paramref name="before"/>, the table
    /// whose rows come right before; without it the first rows have no prediction.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The rows to predict.</param>
    /// <param name="before">What lies before them; null where that is not known.</param>
    /// <returns><c>[rows, outputs]</c>; NaN for rows that reach back too far, and for those in whose window a value is missing that the model cannot take.</returns>
    public static double[] Predict(TrainedModel model, IFeatureSource table, IFeatureSource? before)
    {
        var outputs = new double[(long)table.Rows * model.Outputs];
        var reach = model.Window - 1;
        if (reach == 0)
        {
            model.Predict(table, [.. Enumerable.Range(0, table.Rows)], outputs);
            return outputs;
        }
        var known = Math.Min(reach, before?.Rows ?? 0);
        var missing = Math.Min(reach - known, table.Rows);
        outputs.AsSpan(0, missing * model.Outputs).Fill(double.NaN);
        var early = Math.Max(Math.Min(reach, table.Rows), missing);
        if (early > missing)
        {
            var joined = new float[(known + early) * table.Columns];
            before!.Read(before.Rows - known, known).CopyTo(joined);
            table.Read(0, early).CopyTo(joined.AsSpan(known * table.Columns));
            model.Predict(new FeatureTable(joined, table.Columns), [.. Enumerable.Range(known + missing, early - missing)], outputs.AsSpan(missing * model.Outputs, (early - missing) * model.Outputs));
        }
        if (early < table.Rows) model.Predict(table, [.. Enumerable.Range(early, table.Rows - early)], outputs.AsSpan(early * model.Outputs));
        return outputs;
    }

    /// <summary>The prediction that is compared with a label: the value, the probability of class 1, or the most probable class.</summary>
    public static double[] Answers(ReadOnlySpan<double> predictions, int outputs)
    {
        if (outputs == 1) return predictions.ToArray();
        var answers = new double[predictions.Length / outputs];
        for (var row = 0; row < answers.Length; row++)
        {
            var best = 0;
            var one = predictions.Slice(row * outputs, outputs);
            for (var k = 1; k < outputs; k++)
                if (one[k] > one[best]) best = k;
            answers[row] = double.IsNaN(one[0]) ? double.NaN : best;
        }
        return answers;
    }
}
