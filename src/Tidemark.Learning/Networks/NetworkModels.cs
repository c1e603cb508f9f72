using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Learning.Networks.Estimation;

namespace Tidemark.Learning.Networks;

/// <summary>Neural networks, as the catalog lists them.</summary>
internal static class NetworkModels
{
    public static ImmutableArray<ModelDescriptor> All { get; } = [.. NetworkForms.All.Select(form => form.Describe()), OnnxModels.Imported];
}
