using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Distributions;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Learning.Classics;

/// <summary>
/// The expected sum of the next values of a column, or the probability that it is above zero (for normal errors; steps are taken to err
/// independently). Of missing values nothing follows: NaN. A prediction allocates, for it filters its window.
/// </summary>
internal sealed class ArimaModel(LearningTask task, int columns, int window, int horizon, int column, ArimaOrder order, double[] parameters) : IFittedModel
{
    public const string Kind = "arima";
    private const int Version = 1;
    private const int MostRows = 100_000;
    private const int MostSteps = 10_000;

    public LearningTask Task => task;

    public int Columns => columns;

    public int Window => window;

    public int Outputs => 1;

    public static ArimaOrder Order(IReadOnlyList<int> terms, IReadOnlyList<int> season) => new(terms[0], terms[1], terms[2])
    {
        SeasonalP = season[0],
        SeasonalD = season[1],
        SeasonalQ = season[2],
        Period = season[3],
        HasConstant = terms[1] + season[1] == 0,
    };

    public void Predict(ReadOnlySpan<float> features, Span<double> outputs)
    {
        var series = new double[window];
        for (var i = 0; i < window; i++) series[i] = features[i * columns + column];
        if (!series.All(double.IsFinite))
        {
            outputs[0] = double.NaN;
            return;
        }
        var forecast = Arima.Of(series, order, parameters).Forecast(horizon);
        var sum = forecast.Mean.Sum();
        outputs[0] = task == LearningTask.Regression ? sum : NormalDistribution.Cumulative(sum / Math.Sqrt(forecast.StandardError.Sum(error => error * error)));
    }

    public ModelState Save() => new()
    {
        Kind = Kind,
        Settings = new JsonObject
        {
            ["version"] = Version,
            ["task"] = task.ToString(),
            ["columns"] = columns,
            ["window"] = window,
            ["horizon"] = horizon,
            ["column"] = column,
            ["p"] = order.P,
            ["d"] = order.D,
            ["q"] = order.Q,
            ["seasonalP"] = order.SeasonalP,
            ["seasonalD"] = order.SeasonalD,
            ["seasonalQ"] = order.SeasonalQ,
            ["season"] = order.Period,
        },
        Tensors = new Dictionary<string, StateTensor> { ["parameters"] = StateTensor.Of<double>(parameters) },
    };

    public static IFittedModel Load(ModelState state)
    {
        var saved = new SavedModel(state, Version);
        var order = Order([saved.Number("p"), saved.Number("d"), saved.Number("q")], [saved.Number("seasonalP"), saved.Number("seasonalD"), saved.Number("seasonalQ"), saved.Number("season")]);
        var (columns, window, horizon, column, parameters) = (saved.Number("columns"), saved.Number("window"), saved.Number("horizon"), saved.Number("column"), saved.Doubles("parameters"));
        try
        {
            order.Check();
        }
        catch (ArgumentException problem)
        {
            throw new InvalidDataException($"this '{state.Kind}' model is damaged: {problem.Message}", problem);
        }
        return columns >= 1 && column >= 0 && column < columns && horizon is >= 1 and <= MostSteps && window > order.Lost && window <= MostRows && parameters.Length == order.Parameters
            ? new ArimaModel(saved.Task, columns, window, horizon, column, order, parameters)
            : throw new InvalidDataException($"this '{state.Kind}' model is damaged: its sizes do not fit");
    }
}
