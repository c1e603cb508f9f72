using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tidemark.Architecture.Tests;

/// <summary>What the repository must and must not hold, whatever it is written in.</summary>
public partial class RepositoryTests
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".yaml", ".yml", ".sh", ".cmd", ".txt", ".html", ".css", ".js", ".ts", ".tsx", "tidemark", "run", ".editorconfig", ".gitignore"];

    [Fact]
    public void Files_NameNoMachine() => Repository.AssertNone(Matches(MachinePath()));

    [Fact]
    public void Files_NameNoPackageRegistry() => Repository.AssertNone(Matches(RegistryHost()));

    [Fact]
    public void LockFiles_HoldNoAddresses() =>
        Repository.AssertNone(Repository.Files.Where(f => f.EndsWith("lock.json", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Contains("http", StringComparison.Ordinal)).Select(f => $"{f} holds an address"));

    [Fact]
    public void Links_InDocuments_LeadSomewhere() =>
        Repository.AssertNone(
            from document in Documents()
            from Match link in Link().Matches(WithoutCode(Repository.Read(document)))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let problem = Problem(document, target)
            where problem is not null
            select $"{document}: the link to '{target}' {problem}");

    [Fact]
    public void FilesNamedInCode_InDocuments_Exist() =>
        Repository.AssertNone(
            from document in Documents()
            from Match name in NamedFile().Matches(Repository.Read(document))
            let path = name.Groups["path"].Value
            where !path.Contains('*') && !path.Contains('<') && !path.Contains("NAME", StringComparison.Ordinal)
            where !File.Exists(Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path))
            select $"{document} names '{path}', which does not exist");

    [Fact]
    public void EveryPackage_HasAReason()
    {
        var reasons = Repository.Read("docs/dependencies.md");
        Repository.AssertNone(XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(e => e.Attribute("Include")!.Value)
            .Where(name => !reasons.Contains($"`{name}`", StringComparison.Ordinal))
            .Select(name => $"docs/dependencies.md does not say why {name} is needed"));
    }

    [Fact]
    public void EveryPackage_IsUsed()
    {
        var projects = string.Concat(Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) || f.EndsWith("Directory.Build.props", StringComparison.Ordinal)
            || f.EndsWith("Directory.Build.targets", StringComparison.Ordinal)).Select(Repository.Read));
        var central = Repository.Read("Directory.Packages.props");
        var direct = central[..central.IndexOf("<!-- transitive pins", StringComparison.Ordinal)];
        Repository.AssertNone(XDocument.Parse(direct + "</ItemGroup></Project>").Descendants("PackageVersion").Select(e => e.Attribute("Include")!.Value)
            .Where(name => !projects.Contains($"PackageReference Include=\"{name}\"", StringComparison.Ordinal))
            .Select(name => $"Directory.Packages.props: no project uses {name}"));
    }

    [Fact]
    public void Readme_NamesTheTwoCommands()
    {
        var readme = Repository.Read("README.md");
        Assert.Contains("./tidemark start", readme, StringComparison.Ordinal);
        Assert.Contains("./tidemark test --install", readme, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(^|[^A-Za-z.])/(work|farm|root)/|(^|[^A-Za-z.])/home/[a-z]+/|(^|[^A-Za-z.])/Users/[A-Za-z]+/|/tmp/(wt|plan)/", RegexOptions.Multiline)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(api\.nuget\.org|www\.nuget\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|proxy\.golang\.org)\b")]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(?:src|tests|docs|eng|bench)/[^`\s]*)`")]
    private static partial Regex NamedFile();

    private static IEnumerable<string> Documents() => Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    private static string WithoutCode(string markdown) => Regex.Replace(markdown, "```.*?```|`[^`]*`", "", RegexOptions.Singleline);

    private static IEnumerable<string> Matches(Regex pattern) =>
        from file in Repository.Files
        where TextFiles.Any(end => file.EndsWith(end, StringComparison.Ordinal)) && !file.EndsWith("RepositoryTests.cs", StringComparison.Ordinal)
        from line in Repository.Lines(file).Select((text, index) => (text, number: index + 1))
        where pattern.IsMatch(line.text)
        select $"{file}:{line.number}: {pattern.Match(line.text).Value}";

    private static string? Problem(string document, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0
            ? Path.Combine(Repository.Root, document)
            : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, parts[0]));
        if (!File.Exists(path) && !Directory.Exists(path)) return "leads nowhere";
        if (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal)) return null;
        return Anchors(File.ReadAllLines(path)).Contains(parts[1]) ? null : "names no heading";
    }

    private static IEnumerable<string> Anchors(IEnumerable<string> lines) =>
        lines.Where(l => l.StartsWith('#')).Select(l => Regex.Replace(l.TrimStart('#').Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
