using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training;

/// <summary>Tasks as people write them.</summary>
public static class TaskNames
{
    /// <summary>All of them.</summary>
    public static readonly string[] All = ["regression", "binary", "multiclass"];

    /// <summary>The name of a task.</summary>
    public static string Of(LearningTask task) => task switch
    {
        LearningTask.Regression => "regression",
        LearningTask.Binary => "binary",
        _ => "multiclass",
    };

    /// <summary>The task of a name.</summary>
    /// <exception cref="BadInputException">There is no such task.</exception>
    public static LearningTask Parse(string name) => name switch
    {
        "regression" => LearningTask.Regression,
        "binary" => LearningTask.Binary,
        "multiclass" or "multi-class" => LearningTask.MultiClass,
        _ => throw new BadInputException($"there is no task '{name}'; there are {string.Join(", ", All)}"),
    };
}
