using System.Reflection;

namespace Tidemark.Indicators.Catalog;

/// <summary>The indicators of one or more assemblies by name. Made on first use: a program that needs no names pays nothing for it.</summary>
public sealed class IndicatorCatalog
{
    private static IndicatorCatalog? standard;
    private readonly Dictionary<string, IndicatorDescriptor> byName = [];
    private readonly List<IndicatorDescriptor> all = [];

    /// <param name="assemblies">Where to look for definitions.</param>
    /// <exception cref="InvalidOperationException">Two indicators have the same name: an error in the program.</exception>
    public IndicatorCatalog(params IEnumerable<Assembly> assemblies)
    {
        foreach (var descriptor in assemblies.SelectMany(DefinedIn)) Add(descriptor);
        all.Sort((left, right) => left.Group != right.Group ? left.Group.CompareTo(right.Group) : string.CompareOrdinal(left.Name, right.Name));
    }

    /// <summary>The indicators that come with the program.</summary>
    public static IndicatorCatalog Standard => standard ??= new IndicatorCatalog(typeof(IndicatorCatalog).Assembly);

    /// <summary>Every indicator by group and name.</summary>
    public IReadOnlyList<IndicatorDescriptor> All => all;

    /// <summary>Finds by name or alias, whatever the case and the dashes.</summary>
    /// <exception cref="BadInputException">There is no such indicator; the message has the nearest names.</exception>
    public IndicatorDescriptor Find(string name) => byName.TryGetValue(IndicatorNames.Plain(name), out var found)
        ? found
        : throw new BadInputException($"there is no indicator '{name}'{NearestNames.Hint(name, all.SelectMany(descriptor => descriptor.Aliases.Prepend(descriptor.Name)), 3)}");

    private static IEnumerable<IndicatorDescriptor> DefinedIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IIndicatorDefinition))
        let property = type.GetProperty(nameof(IIndicatorDefinition.Descriptors), BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{type} must declare {nameof(IIndicatorDefinition.Descriptors)} as a public static property")
        from descriptor in (System.Collections.Immutable.ImmutableArray<IndicatorDescriptor>)property.GetValue(null)!
        select descriptor;

    private void Add(IndicatorDescriptor descriptor)
    {
        all.Add(descriptor);
        foreach (var name in descriptor.Aliases.Prepend(descriptor.Name).Select(IndicatorNames.Plain).Distinct(StringComparer.Ordinal))
            if (!byName.TryAdd(name, descriptor)) throw new InvalidOperationException($"two indicators are called '{name}': {byName[name].Name} and {descriptor.Name}");
    }
}
