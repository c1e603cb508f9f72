using Tidemark.Learning.Estimators;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Learning.Classics;

/// <summary>
/// Fits an ARIMA to one column at the rows of the samples; rows between them are missing, for others may be judged on what happened there. Targets
/// are not looked at: that of a sample is taken to be the sum of the column's next values, or whether that is above zero.
/// </summary>
internal sealed class ArimaEstimator : IEstimator
{
    private readonly ArimaOrder order;
    private readonly int window;
    private readonly int horizon;
    private readonly int column;

    /// <exception cref="ArgumentException">The settings do not go together.</exception>
    public ArimaEstimator(HyperParameters settings)
    {
        var (terms, season) = (settings.Integers("order"), settings.Integers("seasonal"));
        if (terms.Length != 3) throw new ArgumentException($"order is three numbers p,d,q, not '{settings.Text("order")}'");
        if (season.Length != 4) throw new ArgumentException($"seasonal is four numbers P,D,Q,season, not '{settings.Text("seasonal")}'");
        order = ArimaModel.Order(terms, season);
        order.Check();
        (window, horizon, column) = (settings.Integer("window"), settings.Integer("horizon"), settings.Integer("column"));
        if (window < order.Lost + 10) throw new ArgumentException($"a window of {window} is too short for {order}");
    }

    public int Window => window;

    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        if (train.Count == 0) throw new ArgumentException("there are no samples to learn from");
        var found = ReturnColumn.Find(train, column);
        var (first, last) = (train.Rows.Span[0], train.Rows.Span[^1]);
        var series = new double[last - first + 1];
        Array.Fill(series, double.NaN);
        foreach (var row in train.Rows.Span)
        {
            series[row - first] = train.Features.Read(row, 1)[found];
            if (!double.IsFinite(series[row - first])) throw new ArgumentException($"'{train.Columns[found]}' is {series[row - first]} in row {row}; an ARIMA takes no missing values");
        }
        context.Cancellation.ThrowIfCancellationRequested();
        var fit = Arima.FitWithMissing(series, order);
        return new ArimaModel(train.Task, train.Features.Columns, window, horizon, found, order, fit.Parameters);
    }
}
