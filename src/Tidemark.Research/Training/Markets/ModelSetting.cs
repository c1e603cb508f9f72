using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training.Markets;

/// <summary>A kind of model with settings, to be trained.</summary>
/// <param name="Model">The kind.</param>
/// <param name="Given">Settings by name.</param>
public sealed record ModelSetting(ModelDescriptor Model, ImmutableArray<KeyValuePair<string, string>> Given)
{
    /// <summary>The settings that stop a training by what it sees on validation samples, with the setting that counts its steps.</summary>
    private static readonly (string Patience, string Steps)[] Stopping = [("patience", "epochs"), ("earlyStoppingRounds", "trees")];

    /// <summary>What is done around this model; null for what is asked for all.</summary>
    public PreparationRequest? Preparation { get; init; }

    /// <summary>Whether the model stops by what it sees on validation samples.</summary>
    public bool StopsEarly => FindStopping() is not null;

    /// <summary>All settings with their values, and the model.</summary>
    /// <exception cref="BadInputException">A setting is unknown or not possible.</exception>
    public (HyperParameters Parameters, IEstimator Estimator) Create() => ModelChoice.Create(Model, Given);

    /// <summary>The same with other settings besides; what was given goes before.</summary>
    public ModelSetting With(IEnumerable<KeyValuePair<string, string>> more) => this with
    {
        Given = [.. Given, .. more.Where(one => !Given.Any(given => HyperParameters.Find(Model.Parameters, given.Key)?.Name == one.Key))],
    };

    /// <summary>The same with one setting of another value.</summary>
    public ModelSetting WithValue(string name, string value) => this with { Given = [.. Given.Where(given => HyperParameters.Find(Model.Parameters, given.Key)?.Name != name), new(name, value)] };

    /// <summary>The same, to learn so many steps and watch nothing: for the last training, which has no samples to spare.</summary>
    public ModelSetting WithSteps(int steps)
    {
        if (FindStopping() is not { } stopping) return this;
        var kept = Given.Where(given => HyperParameters.Find(Model.Parameters, given.Key)?.Name is var name && name != stopping.Patience && name != stopping.Steps);
        return this with { Given = [.. kept, new(stopping.Patience, "0"), new(stopping.Steps, steps.ToString(System.Globalization.CultureInfo.InvariantCulture))] };
    }

    private (string Patience, string Steps)? FindStopping()
    {
        var parameters = Create().Parameters;
        foreach (var stopping in Stopping)
            if (parameters.Parameters.Any(one => one.Name == stopping.Patience) && parameters.Parameters.Any(one => one.Name == stopping.Steps) && parameters.Integer(stopping.Patience) > 0) return stopping;
        return null;
    }
}
