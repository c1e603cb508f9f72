using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training;

/// <summary>What the numbers of a model are, by its settings.</summary>
public static class ModelOutputs
{
    /// <summary>By the loss that it learns with.</summary>
    /// <param name="parameters">All settings with their values.</param>
    /// <param name="task">What it predicts.</param>
    public static ModelOutput Of(IEnumerable<KeyValuePair<string, string>> parameters, LearningTask task) =>
        task != LearningTask.Regression ? ModelOutput.Usual : parameters.FirstOrDefault(pair => pair.Key == "loss").Value switch
        {
            "sharpe" => ModelOutput.Position,
            "quantile" => ModelOutput.Quantiles,
            _ => ModelOutput.Usual,
        };

    /// <summary>Of settings that are not trained yet.</summary>
    /// <exception cref="BadInputException">A setting is unknown or not possible.</exception>
    public static ModelOutput Of(Markets.ModelSetting setting, LearningTask task)
    {
        var parameters = setting.Create().Parameters;
        return Of(parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name))), task);
    }
}
