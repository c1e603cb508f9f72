using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;

namespace Tidemark.Research.Training;

/// <summary>Kinds of models and their settings as a person names them.</summary>
public static class ModelChoice
{
    /// <summary>Kinds that can learn here; imported ones cannot.</summary>
    public static IEnumerable<ModelDescriptor> Trainable => ModelCatalog.All.Where(model => model.Name != OnnxModel.Kind);

    /// <summary>The kind of a name or alias.</summary>
    /// <exception cref="BadInputException">There is none; the message names the nearest.</exception>
    public static ModelDescriptor Find(string name) => ModelCatalog.Find(name)
        ?? throw new BadInputException($"there is no model '{name}'{NearestNames.Hint(name, Trainable.SelectMany(model => model.Aliases.Prepend(model.Name)))}; there are {string.Join(", ", Trainable.Select(model => model.Name))}");

    /// <summary>Settings of other libraries as the model's own, and what a reader should know of those that change nothing.</summary>
    /// <inheritdoc cref="Create"/>
    public static (ImmutableArray<KeyValuePair<string, string>> Own, ImmutableArray<string> Notes) Translate(ModelDescriptor model, IEnumerable<KeyValuePair<string, string>> given)
    {
        try
        {
            return ForeignSettings.Translate(model, given);
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{model.Name}: {problem.Message}", problem);
        }
    }

    /// <summary>The model with its settings.</summary>
    /// <param name="model">The kind.</param>
    /// <param name="given">Settings by name or alias.</param>
    /// <exception cref="BadInputException">A setting is unknown or not possible, or they do not go together.</exception>
    public static (HyperParameters Parameters, IEstimator Estimator) Create(ModelDescriptor model, IEnumerable<KeyValuePair<string, string>> given)
    {
        try
        {
            var parameters = HyperParameters.Parse(model.Parameters, ForeignSettings.Translate(model, given).Own);
            return (parameters, model.Create(parameters));
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{model.Name}: {problem.Message}", problem);
        }
    }
}
