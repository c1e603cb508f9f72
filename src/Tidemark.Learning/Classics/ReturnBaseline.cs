using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>
/// What happened lately goes on: predicts the mean of the last returns, once for each step that the target adds up, and for classes the shares that they had after returns of
/// that sign among the training samples.
/// </summary>
/// <param name="kind">Its name in the catalog.</param>
/// <param name="window">How many returns, 1 for persistence.</param>
/// <param name="column">The feature that holds returns, from 0; -1 for the one whose name says so.</param>
/// <param name="horizon">Over how many steps the target adds returns up.</param>
internal sealed class ReturnBaseline(string kind, int window, int column, int horizon) : IEstimator
{
    private const double Smoothing = 1;

    public int Window => window;

    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var targets = SampleTargets.Of(train);
        var found = ReturnColumn.Find(train, column);
        if (train.Task == LearningTask.Regression) return new ReturnModel(kind, train.Task, train.Features.Columns, window, found, horizon, []);
        // Where there are not yet enough rows before a sample, it cannot be learnt from.
        var signs = Enumerable.Range(0, train.Count).Where(i => train.Rows.Span[i] >= window - 1)
            .ToLookup(i => SignOf(ReturnModel.Mean(train.Features.Read(train.Rows.Span[i] - window + 1, window), train.Features.Columns, found)));
        return new ReturnModel(kind, train.Task, train.Features.Columns, window, found, horizon, [.. new[] { -1, 0, 1 }.SelectMany(sign => targets.Answer(signs[sign], Smoothing))]);
    }

    private static int SignOf(double mean) => double.IsNaN(mean) ? int.MaxValue : Math.Sign(mean);
}
