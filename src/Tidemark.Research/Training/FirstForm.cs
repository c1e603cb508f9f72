using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Research.Training;

/// <summary>Models as they were saved at first: the model's own state, with z-score and means for missing values beside it.</summary>
internal static class FirstForm
{
    private const string FillName = "input.fill", MeanName = "input.mean", ScaleName = "input.scale";

    /// <summary>What was done to features, as steps are written now.</summary>
    public static string StepsOf(JsonObject about) =>
        string.Join(" | ", ((string[])[(string?)about["scaling"] == "ZScore" ? "zscore" : "", (bool?)about["fillsMissing"] ?? false ? "mean" : ""]).Where(step => step.Length > 0));

    /// <param name="state">The state without the card.</param>
    /// <param name="about">The card, which says what was done to features.</param>
    /// <param name="card">The same, read.</param>
    /// <exception cref="InvalidDataException">Something is missing or has another length.</exception>
    public static PreparedModel Load(ModelState state, JsonObject about, ModelCard card)
    {
        var tensors = new Dictionary<string, StateTensor>(state.Tensors, StringComparer.Ordinal);
        var (isScaled, isFilled) = ((string?)about["scaling"] switch
        {
            "ZScore" => true,
            "None" => false,
            var other => throw new InvalidDataException($"features scaled by '{other}' are not known to this version"),
        }, (bool?)about["fillsMissing"] ?? false);
        var fill = isFilled ? Take(FillName) : null;
        var preparation = FittedPreprocessor.Of(card.Columns, fill, isScaled ? (Take(MeanName), Take(ScaleName)) : null);
        var model = ModelCatalog.Load(state with { Tensors = tensors });
        return model.Columns == card.Columns.Length ? new PreparedModel(preparation, model, TrainedModel.TakesMissing(model, card.Kind)) : throw new InvalidDataException($"the saved model reads {model.Columns} features and names {card.Columns.Length}");

        double[] Take(string name)
        {
            if (!tensors.Remove(name, out var tensor)) throw new InvalidDataException($"the saved model lacks '{name}'");
            var values = tensor.Values<double>();
            return values.Length == card.Columns.Length ? values.ToArray() : throw new InvalidDataException($"'{name}' of the saved model has {values.Length} values for {card.Columns.Length} columns");
        }
    }
}
