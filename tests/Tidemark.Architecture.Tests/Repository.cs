namespace Tidemark.Architecture.Tests;

/// <summary>The files of the repository that the tests run in, with what tools leave behind taken out.</summary>
internal static class Repository
{
    private static readonly string[] LeftByTools = [".git", "bin", "obj", "artifacts", "node_modules", "TestResults", ".vs", ".idea"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file, with a path relative to the root and slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Sources => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Projects => Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>Fails with one line for each complaint.</summary>
    public static void AssertNone(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Tidemark.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"no Tidemark.slnx above {AppContext.BaseDirectory}");
    }

    private static IEnumerable<string> Below(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles()) yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        foreach (var child in folder.EnumerateDirectories())
        {
            if (LeftByTools.Contains(child.Name)) continue;
            foreach (var file in Below(child)) yield return file;
        }
    }
}
