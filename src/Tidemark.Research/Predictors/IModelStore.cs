using Tidemark.Research.Training;

namespace Tidemark.Research.Predictors;

/// <summary>Where trained models lie.</summary>
public interface IModelStore
{
    /// <summary>The model that a name means, with its version.</summary>
    /// <param name="name"><c>NAME</c> for the champion, <c>NAME@VERSION</c> or a file.</param>
    /// <exception cref="BadInputException">There is none, or it cannot be used; the message names the nearest.</exception>
    (string Name, string Version, TrainedModel Model) Load(string name);

    /// <summary>Another version of a model of that name.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    TrainedModel Load(string name, string version);
}
