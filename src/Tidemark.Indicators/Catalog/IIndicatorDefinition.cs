using System.Collections.Immutable;

namespace Tidemark.Indicators.Catalog;

/// <summary>
/// Says of a class that the catalog should know it: every class of an assembly that implements this is found by itself, so a new
/// indicator is its own file and nothing else.
/// </summary>
public interface IIndicatorDefinition
{
    /// <summary>One description, or several where a family shares its code.</summary>
    static abstract ImmutableArray<IndicatorDescriptor> Descriptors { get; }
}
