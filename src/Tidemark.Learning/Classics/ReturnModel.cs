using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>The mean of the last returns once for each step ahead, or what used to follow on its sign. Of missing returns nothing follows: NaN.</summary>
/// <param name="answers"><c>[sign -1, 0, 1][outputs]</c> for classes; empty for regression.</param>
internal sealed class ReturnModel(string kind, LearningTask task, int columns, int window, int column, int horizon, double[] answers) : IFittedModel
{
    private const int Version = 2;
    private const int MostSteps = 10_000;

    public LearningTask Task => task;

    public int Columns => columns;

    public int Window => window;

    public int Outputs => answers.Length == 0 ? 1 : answers.Length / 3;

    public void Predict(ReadOnlySpan<float> features, Span<double> outputs)
    {
        var mean = Mean(features, columns, column);
        if (double.IsNaN(mean)) outputs[..Outputs].Fill(double.NaN);
        else if (task == LearningTask.Regression) outputs[0] = mean * horizon;
        else answers.AsSpan((Math.Sign(mean) + 1) * Outputs, Outputs).CopyTo(outputs);
    }

    public ModelState Save() => new()
    {
        Kind = kind,
        Settings = new JsonObject { ["version"] = Version, ["task"] = task.ToString(), ["columns"] = columns, ["window"] = window, ["column"] = column, ["horizon"] = horizon },
        Tensors = new Dictionary<string, StateTensor> { ["answers"] = StateTensor.Of<double>(answers) },
    };

    public static double Mean(ReadOnlySpan<float> features, int columns, int column)
    {
        var (sum, count) = (0.0, 0);
        for (var i = column; i < features.Length; i += columns, count++) sum += features[i];
        return sum / count;
    }

    public static IFittedModel Load(ModelState state)
    {
        var saved = new SavedModel(state, Version);
        var (columns, window, column, answers) = (saved.Number("columns"), saved.Number("window"), saved.Number("column"), saved.Doubles("answers"));
        var horizon = saved.Version > 1 ? saved.Number("horizon") : 1;
        return columns >= 1 && window >= 1 && column >= 0 && column < columns && horizon is >= 1 and <= MostSteps && answers.Length % 3 == 0 && answers.Length == 0 == (saved.Task == LearningTask.Regression)
            ? new ReturnModel(state.Kind, saved.Task, columns, window, column, horizon, answers)
            : throw new InvalidDataException($"this '{state.Kind}' model is damaged: its sizes do not fit");
    }
}
