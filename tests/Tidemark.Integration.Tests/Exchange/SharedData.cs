namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Recorded data beside the repository: <c>TIDEMARK_DATA</c>, else <c>../shared/data</c>.</summary>
internal static class SharedData
{
    /// <summary>The path of a file; skips the test where it is not there.</summary>
    public static string Require(string relative)
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("TIDEMARK_DATA") ?? Find(), relative);
        Assert.SkipUnless(File.Exists(file), $"needs ../shared/data/{relative}");
        return file;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "..", "shared", "data")) && File.Exists(Path.Combine(folder.FullName, "Tidemark.slnx"))) return Path.Combine(folder.FullName, "..", "shared", "data");
        return "";
    }
}
