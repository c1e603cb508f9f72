using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Imported models, as the catalog lists them.</summary>
internal static class OnnxModels
{
    public static ModelDescriptor Imported { get; } = new()
    {
        Name = OnnxModel.Kind,
        Title = "Imported model",
        Summary = "A network trained elsewhere, read from an ONNX file; it is imported, not trained.",
        Tasks = [LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass],
        Parameters = [],
        Create = _ => throw new ArgumentException("a model of kind 'onnx' is imported from a file, not trained"),
        Load = OnnxModel.Load,
    };
}
