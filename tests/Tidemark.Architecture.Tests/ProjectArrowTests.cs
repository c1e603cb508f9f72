using System.Xml.Linq;

namespace Tidemark.Architecture.Tests;

/// <summary>
/// Which project may use which. The list is the architecture: a new arrow is a decision, written down in docs/adr, and then a
/// change here.
/// </summary>
public class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Domain"] = [],
        ["Statistics"] = [],
        ["Indicators"] = ["Domain"],
        ["Engine"] = ["Indicators"],
        ["Simulation"] = ["Engine", "Statistics"],
        ["Options"] = ["Engine", "Statistics"],
        ["Strategies"] = ["Engine", "Options", "Statistics"],
        ["Analytics"] = ["Domain", "Statistics"],
        ["Learning"] = ["Statistics"],
        ["Storage"] = ["Engine"],
        ["Messaging"] = ["Storage"],
        ["Venues"] = ["Engine"],
        ["Intelligence"] = ["Storage", "Learning"],
        ["Research"] = ["Simulation", "Strategies", "Analytics", "Learning", "Messaging"],
        ["Node"] = ["Simulation", "Strategies", "Analytics", "Storage", "Venues"],
        ["Exchange"] = ["Simulation"],
        ["Server"] = ["Node", "Research", "Intelligence"],
        ["Cli"] = ["Server", "Exchange"],
    };

    private static readonly string[] Deterministic = ["Domain", "Statistics", "Indicators", "Engine", "Simulation", "Options", "Strategies", "Analytics"];

    /// <summary>What a deterministic project may take from outside: numerical libraries, analyzers.</summary>
    private static readonly string[] PackagesOfDeterministicProjects = ["MathNet.Numerics", "System.Numerics.Tensors"];

    [Fact]
    public void EveryProject_IsInTheList() =>
        Repository.AssertNone(SourceProjects().Where(p => !Arrows.ContainsKey(Name(p))).Select(p => $"{p} is not in the list of projects"));

    [Fact]
    public void EveryReference_FollowsAnArrow() =>
        Repository.AssertNone(
            from project in SourceProjects()
            let allowed = Closure(Name(project))
            from reference in References(project)
            where !allowed.Contains(reference)
            select $"{Name(project)} may not use {reference}; it may use {string.Join(", ", allowed.Order())}");

    [Fact]
    public void Arrows_HaveNoCycle() => Assert.All(Arrows.Keys, name => Assert.DoesNotContain(name, Closure(name)));

    [Fact]
    public void EveryProject_IsInTheSolution()
    {
        var solution = Repository.Read("Tidemark.slnx");
        Repository.AssertNone(Repository.Projects.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)).Select(p => $"{p} is not in Tidemark.slnx"));
    }

    [Fact]
    public void EveryProject_HasALockFile() =>
        Repository.AssertNone(Repository.Projects.Select(p => $"{Path.GetDirectoryName(p)!.Replace('\\', '/')}/packages.lock.json")
            .Where(f => !Repository.Files.Contains(f)).Select(f => $"{f} is missing; restore writes it"));

    [Fact]
    public void Packages_HaveTheirVersionsInOnePlace() =>
        Repository.AssertNone(
            from project in Repository.Projects
            from package in Elements(project, "PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project}: the version of {package.Attribute("Include")?.Value} belongs in Directory.Packages.props");

    [Fact]
    public void DeterministicProjects_TakeLittleFromOutside() =>
        Repository.AssertNone(
            from project in SourceProjects()
            where Deterministic.Contains(Name(project))
            from package in Elements(project, "PackageReference").Select(e => e.Attribute("Include")!.Value)
            where !PackagesOfDeterministicProjects.Contains(package)
            select $"{project} may not use the package {package}");

    [Fact]
    public void BannedSymbols_AreCheckedInExactlyTheDeterministicProjects()
    {
        var targets = XDocument.Parse(Repository.Read("Directory.Build.targets"));
        var condition = targets.Descendants("IsDeterministicProject").Single().Attribute("Condition")!.Value;
        foreach (var name in Arrows.Keys)
            Assert.True(condition.Contains($"({name}|", StringComparison.Ordinal) || condition.Contains($"|{name}|", StringComparison.Ordinal) || condition.Contains($"|{name})", StringComparison.Ordinal)
                == Deterministic.Contains(name), $"Directory.Build.targets: {name}");
        var items = targets.Descendants("ItemGroup").Single(g => g.Attribute("Condition")?.Value == "'$(IsDeterministicProject)' == 'true'");
        Assert.Contains(items.Elements("PackageReference"), e => e.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(items.Elements("AdditionalFiles"), e => e.Attribute("Include")!.Value.EndsWith("eng/BannedSymbols.Deterministic.txt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.Threading.Tasks.Task")]
    [InlineData("T:System.Threading.Thread")]
    [InlineData("T:System.HashCode")]
    [InlineData("P:System.Globalization.CultureInfo.CurrentCulture")]
    public void BannedSymbols_HoldWhatDiffersBetweenRuns(string symbol) =>
        Assert.Contains(Repository.Lines("eng/BannedSymbols.Deterministic.txt"), line => line.StartsWith($"{symbol};", StringComparison.Ordinal));

    [Fact]
    public void DeterministicSources_DoNotSwitchTheBanOff() =>
        Repository.AssertNone(
            from file in Repository.Sources
            where Deterministic.Any(name => file.StartsWith($"src/Tidemark.{name}/", StringComparison.Ordinal))
            where Repository.Read(file).Contains("RS0030", StringComparison.Ordinal)
            select $"{file} switches the check of banned symbols off");

    private static IEnumerable<string> SourceProjects() => Repository.Projects.Where(p => p.StartsWith("src/", StringComparison.Ordinal));

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project)["Tidemark.".Length..];

    private static IEnumerable<XElement> Elements(string project, string name) => XDocument.Parse(Repository.Read(project)).Descendants(name);

    private static IEnumerable<string> References(string project) =>
        Elements(project, "ProjectReference").Select(e => Name(e.Attribute("Include")!.Value.Replace('\\', '/')));

    private static HashSet<string> Closure(string name)
    {
        HashSet<string> reached = [];
        var pending = new Stack<string>(Arrows[name]);
        while (pending.TryPop(out var next))
            if (reached.Add(next))
                foreach (var further in Arrows[next]) pending.Push(further);
        return reached;
    }
}
