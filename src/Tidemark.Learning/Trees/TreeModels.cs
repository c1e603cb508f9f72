using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees;

/// <summary>Models made of decision trees, as the catalog lists them.</summary>
internal static class TreeModels
{
    public static ImmutableArray<ModelDescriptor> All { get; } = [];
}
