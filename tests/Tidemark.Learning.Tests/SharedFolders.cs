namespace Tidemark.Learning.Tests;

/// <summary>
/// Real data and reference results beside the repository: <c>TIDEMARK_DATA</c> (default <c>../shared/data</c>) and
/// <c>TIDEMARK_REFERENCE</c> (default <c>../shared/reference</c>), relative to the repository root. Where they are absent a test is
/// skipped with a message; with <c>TIDEMARK_REQUIRE_ALL=1</c> it fails.
/// </summary>
internal static class SharedFolders
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder of market data, or null when it is absent.</summary>
    public static string? Data { get; } = Find("TIDEMARK_DATA", "../shared/data");

    /// <summary>The folder of reference results, or null when it is absent.</summary>
    public static string? Reference { get; } = Find("TIDEMARK_REFERENCE", "../shared/reference");

    /// <summary>A file or folder below the market data; skips the test when it is absent.</summary>
    public static string DataPath(string relative) => Require(Data, "TIDEMARK_DATA", relative);

    /// <summary>A file or folder below the reference results; skips the test when it is absent.</summary>
    public static string ReferencePath(string relative) => Require(Reference, "TIDEMARK_REFERENCE", relative);

    private static string Require(string? folder, string variable, string relative)
    {
        var path = folder is null ? null : Path.Combine(folder, relative);
        if (path is not null && (File.Exists(path) || Directory.Exists(path))) return path;
        var reason = folder is null ? $"no shared folder (set {variable})" : $"{relative} is not in {folder}";
        if (Environment.GetEnvironmentVariable("TIDEMARK_REQUIRE_ALL") == "1") Assert.Fail($"TIDEMARK_REQUIRE_ALL=1, but {reason}");
        Assert.Skip(reason);
        throw new InvalidOperationException("a skipped test does not come here");
    }

    private static string? Find(string variable, string relative)
    {
        var chosen = Environment.GetEnvironmentVariable(variable);
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, string.IsNullOrEmpty(chosen) ? relative : chosen));
        return Directory.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Tidemark.slnx"))) return folder;
        throw new InvalidOperationException($"no Tidemark.slnx above {AppContext.BaseDirectory}");
    }
}
