using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Documents;
using Tidemark.Strategies.Files;
using Tidemark.Strategies.Rules;

namespace Tidemark.Research.Authoring;

/// <summary>Strategies in C# files (compiled when first asked for), in YAML documents and in plugin assemblies. A file is opened again only when its bytes have changed.</summary>
public sealed class StrategyFiles : IStrategyFiles
{
    private const int LargestSource = 4 << 20;
    private readonly ConcurrentDictionary<string, Lazy<Assembly>> opened = new(StringComparer.Ordinal);

    public StrategyFile Open(string name) => Open(name, []);

    public bool Exists(string name) => File.Exists(StrategyFile.SplitClass(name).Path);

    /// <param name="name">The file.</param>
    /// <param name="outer">The documents that name it, outermost first.</param>
    private StrategyFile Open(string name, ImmutableArray<string> outer)
    {
        var (path, className) = StrategyFile.SplitClass(name);
        if (Directory.Exists(path)) throw new BadInputException($"strategy '{path}' is a folder, not a file");
        if (!File.Exists(path)) throw new BadInputException($"there is no strategy file '{path}'");
        var full = Path.GetFullPath(path);
        var bytes = Read(full);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (IsDocument(path)) return OpenDocument(path, full, hash, className, outer);
        var assembly = opened.GetOrAdd($"{full} {hash}", _ => new Lazy<Assembly>(() => Load(path, full, bytes))).Value;
        var type = Choose(path, className, assembly);
        return new StrategyFile(className is null ? full : $"{full}#{className}", hash, () => Make(path, type));
    }

    /// <summary>The names of the strategy classes in a file, as a person writes them.</summary>
    /// <exception cref="BadInputException">The file cannot be read or compiled.</exception>
    public static IReadOnlyList<Type> StrategiesIn(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => type is { IsAbstract: false, IsClass: true } && type.IsSubclassOf(typeof(Strategy))).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private static bool IsDocument(string path) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    /// <summary>A document is read and tried once here, so that what is wrong is said before anything runs.</summary>
    private StrategyFile OpenDocument(string path, string full, string hash, string? className, ImmutableArray<string> outer)
    {
        if (className is not null) throw new BadInputException($"{path} holds one strategy; leave '#{className}' away");
        if (outer.Contains(full)) throw new BadInputException($"{path} combines itself, by way of {string.Join(", ", outer.Select(Path.GetFileName))}");
        var members = new List<StrategyFile>();
        var combination = DocumentNode.Load(path, "expected keys such as 'enterLong' and 'exitLong', or 'combine'", root => root.Find("combine") is null ? null : CombinationFile.Read(path, root, Open));
        if (combination is not null)
        {
            _ = combination();
            return new StrategyFile(full, HashOf(hash, members), combination) { Parts = members };
        }
        var document = RuleFile.Load(path);
        _ = new RuleStrategy(document);
        return new StrategyFile(full, hash, () => new RuleStrategy(document));

        StrategyFile Open(string name)
        {
            var file = this.Open(name, outer.Add(full));
            members.Add(file);
            return file;
        }
    }

    /// <summary>A document that names other files is the same only when those are.</summary>
    private static string HashOf(string hash, List<StrategyFile> members) => members.Count == 0
        ? hash
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', members.Select(member => member.Sha256).Prepend(hash)))));

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    private static Assembly Load(string path, string full, byte[] bytes)
    {
        if (Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase)) return StrategyPlugin.Open(full);
        if (!Path.GetExtension(path).Equals(".cs", StringComparison.OrdinalIgnoreCase)) throw new BadInputException($"{path}: a strategy is a .cs, .yaml or .json file or a .dll");
        if (bytes.Length > LargestSource) throw new BadInputException($"{path} has {bytes.Length:N0} bytes, too many for a strategy");
        if (Array.IndexOf(bytes, (byte)0) >= 0) throw new BadInputException($"{path} is not text");
        return StrategyCompiler.Compile(path, Encoding.UTF8.GetString(bytes));
    }

    private static Type Choose(string path, string? className, Assembly assembly)
    {
        var types = StrategiesIn(assembly);
        var names = string.Join(", ", types.Select(type => type.Name));
        if (types.Count == 0) throw new BadInputException($"{path}: there is no class that derives from Strategy in it");
        if (className is null) return types.Count == 1 ? types[0] : throw new BadInputException($"{path} has several strategies ({names}); say which, such as {path}#{types[0].Name}");
        return types.FirstOrDefault(type => type.Name == className || type.FullName == className)
            ?? throw new BadInputException($"{path} has no strategy '{className}'; it has {names}");
    }

    private static Strategy Make(string path, Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor) throw new BadInputException($"{path}: class {type.Name} needs a public constructor without parameters");
        try
        {
            return (Strategy)constructor.Invoke(null);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            throw new BadInputException($"{path}: the constructor of {type.Name} failed: {inner.Message}", inner);
        }
    }
}
