using System.Reflection;
using System.Runtime.Loader;

namespace Tidemark.Research.Authoring;

/// <summary>
/// A compiled assembly with strategies, in a load context of its own that can be unloaded. Assemblies of the program itself are shared, so
/// that a strategy of a plugin is a strategy here; the plugin's other needs are found beside it.
/// </summary>
internal sealed class StrategyPlugin(string path) : AssemblyLoadContext(path, isCollectible: true)
{
    private readonly AssemblyDependencyResolver resolver = new(path);

    /// <exception cref="BadInputException">The file is no assembly that this program can load.</exception>
    public static Assembly Open(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var stream = new MemoryStream(bytes);
            return new StrategyPlugin(path).LoadFromStream(stream);
        }
        catch (BadImageFormatException failure)
        {
            throw new BadInputException($"{path}: not a .NET assembly", failure);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Default.Assemblies.Any(loaded => loaded.GetName().Name == assemblyName.Name) || assemblyName.Name?.StartsWith("Tidemark.", StringComparison.Ordinal) == true) return null;
        return resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
