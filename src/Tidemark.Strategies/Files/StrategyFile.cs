namespace Tidemark.Strategies.Files;

/// <summary>A strategy that came from a file.</summary>
/// <param name="Name">The absolute path, with <c>#ClassName</c> behind it where the file holds several.</param>
/// <param name="Sha256">The hash of the file's bytes, with those of the files that it names, 64 hex digits: a session that is taken up again insists on the same.</param>
/// <param name="Create">Makes a fresh strategy object with its parameters at their defaults.</param>
public sealed record StrategyFile(string Name, string Sha256, Func<Strategy> Create)
{
    private const string HashMark = " sha256:";

    private static readonly string[] Endings = [".cs", ".dll", ".yaml", ".yml", ".json"];

    /// <summary>The files of strategies that it names, in their order.</summary>
    public IReadOnlyList<StrategyFile> Parts { get; init; } = [];

    /// <summary>It and all files that it names, theirs included.</summary>
    public IEnumerable<StrategyFile> All => Parts.SelectMany(part => part.All).Prepend(this);

    /// <summary>The file as a journal names it: path and hash.</summary>
    public string Reference => $"{Name}{HashMark}{Sha256}";

    /// <summary>Whether a strategy's name means a file instead of a built-in.</summary>
    public static bool IsMeantBy(string name) =>
        name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || name.Contains(HashMark, StringComparison.Ordinal)
        || Array.Exists(Endings, ending => SplitClass(name).Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Path and class of <c>Two.cs#Second</c>; the class is null where none is named. Folders and files may have the mark in their names.</summary>
    public static (string Path, string? ClassName) SplitClass(string name)
    {
        var mark = name.LastIndexOf('#');
        var rest = name[(mark + 1)..];
        return mark < 0 || rest.AsSpan().ContainsAny('/', '\\') || Array.Exists(Endings, ending => rest.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? (name, null) : (name[..mark], rest);
    }

    /// <summary>Path and expected hash of a reference; the hash is null where only a path was given.</summary>
    public static (string Name, string? Sha256) Split(string reference)
    {
        var mark = reference.LastIndexOf(HashMark, StringComparison.Ordinal);
        return mark < 0 ? (reference, null) : (reference[..mark], reference[(mark + HashMark.Length)..]);
    }
}
