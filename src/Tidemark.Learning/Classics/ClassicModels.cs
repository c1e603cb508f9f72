using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Linear models and other classics, as the catalog lists them.</summary>
internal static class ClassicModels
{
    public static ImmutableArray<ModelDescriptor> All { get; } = [];
}
