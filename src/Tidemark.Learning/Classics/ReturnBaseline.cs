using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>
/// What happened lately goes on: predicts the mean of the last returns as it is, and for classes the shares that they had after returns of
/// that sign among the training samples.
/// </summary>
/// <param name="kind">Its name in the catalog.</param>
/// <param name="window">How many returns, 1 for persistence.</param>
/// <param name="column">The feature that holds returns, from 0; -1 for the first whose name says so.</param>
internal sealed class ReturnBaseline(string kind, int window, int column) : IEstimator
{
    private const double Smoothing = 1;

    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var targets = SampleTargets.Of(train);
        var found = Column(train);
        if (train.Task == LearningTask.Regression) return new ReturnModel(kind, train.Task, train.Features.Columns, window, found, []);
        // Where there are not yet enough rows before a sample, it cannot be learnt from.
        var signs = Enumerable.Range(0, train.Count).Where(i => train.Rows.Span[i] >= window - 1)
            .ToLookup(i => SignOf(ReturnModel.Mean(train.Features.Read(train.Rows.Span[i] - window + 1, window), train.Features.Columns, found)));
        return new ReturnModel(kind, train.Task, train.Features.Columns, window, found, [.. new[] { -1, 0, 1 }.SelectMany(sign => targets.Answer(signs[sign], Smoothing))]);
    }

    private static int SignOf(double mean) => double.IsNaN(mean) ? int.MaxValue : Math.Sign(mean);

    private int Column(TrainingSet train)
    {
        if (column >= train.Features.Columns) throw new ArgumentException($"there is no column {column}; the last of the features is {train.Features.Columns - 1}");
        if (column >= 0) return column;
        for (var i = 0; i < train.Columns.Length; i++)
            if (train.Columns[i].Contains("ret", StringComparison.OrdinalIgnoreCase)) return i;
        throw new ArgumentException($"no feature has a name with 'ret' in it; say with column=N which holds returns, from 0 (features: {string.Join(", ", train.Columns)})");
    }
}
