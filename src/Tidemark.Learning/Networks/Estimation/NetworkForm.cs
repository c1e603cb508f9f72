using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Forms;

namespace Tidemark.Learning.Networks.Estimation;

/// <summary>A kind of network: its name, its settings, and how it is made of them.</summary>
internal sealed record NetworkForm
{
    public required string Name { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required ImmutableArray<HyperParameter> Parameters { get; init; }

    /// <summary>Makes the network; throws <see cref="ArgumentException"/> where the settings do not go together.</summary>
    public required Func<HyperParameters, NetworkShape, WindowNetwork> Build { get; init; }

    /// <summary>About how many weights the network has, never more than there are: what a saved one must hold before memory is given to it.</summary>
    public required Func<HyperParameters, NetworkShape, double> CountWeights { get; init; }

    public ModelDescriptor Describe() => new()
    {
        Name = Name,
        Aliases = Aliases,
        Title = Title,
        Summary = Summary,
        Tasks = [LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass],
        WantsScaledFeatures = true,
        Parameters = Parameters,
        Foreign = NetworkParameters.Foreign,
        Create = parameters => new NetworkEstimator(this, parameters),
        Load = state => NetworkModel.Load(this, state),
    };
}
