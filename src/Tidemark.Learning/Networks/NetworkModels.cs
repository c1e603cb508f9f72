using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Networks;

/// <summary>Neural networks, as the catalog lists them.</summary>
internal static class NetworkModels
{
    public static ImmutableArray<ModelDescriptor> All { get; } = [];
}
