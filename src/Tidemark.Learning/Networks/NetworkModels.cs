using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;

namespace Tidemark.Learning.Networks;

/// <summary>Neural networks, as the catalog lists them.</summary>
internal static class NetworkModels
{
    public static ImmutableArray<ModelDescriptor> All { get; } = [OnnxModels.Imported];
}
