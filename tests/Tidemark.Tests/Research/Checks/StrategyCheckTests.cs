using Tidemark.Research.Authoring;
using Tidemark.Research.Checks;
using Tidemark.Strategies;

namespace Tidemark.Tests.Research.Checks;

/// <summary>Every planted leak is found and named; what is built in is not accused.</summary>
public sealed class StrategyCheckTests
{
    private static readonly string Leaks = Path.Combine(SharedFolders.RepositoryRoot, "docs/examples/leaks");

    public static TheoryData<string> BuiltIn => [.. StrategyCatalog.Names];

    [Theory]
    [InlineData("OneBarLeak", CheckFindingKind.BatchDiffers, "OneBarLeakValue")]
    [InlineData("CentredWindowLeak", CheckFindingKind.SeesTheEnd, "CentredWindowLeakValue in batch")]
    [InlineData("GlobalNormalisationLeak", CheckFindingKind.SeesTheEnd, "GlobalNormalisationLeakValue in batch")]
    [InlineData("FutureMaximumLeak", CheckFindingKind.SeesTheEnd, "FutureMaximumLeakValue in batch")]
    [InlineData("ResampleLeak", CheckFindingKind.SeesTheEnd, "ResampleLeakValue in batch")]
    [InlineData("BackfillLeak", CheckFindingKind.BatchDiffers, "BackfillLeakValue")]
    [InlineData("LastBarLeak", CheckFindingKind.SeesTheEnd, "LastBarLeakValue in batch")]
    [InlineData("UnexercisedBranchLeak", CheckFindingKind.BatchDiffers, "UnexercisedBranchLeakValue")]
    [InlineData("RepaintLeak", CheckFindingKind.BatchDiffers, "RepaintLeakValue")]
    [InlineData("SessionHighLeak", CheckFindingKind.SeesTheEnd, "SessionHighLeakValue in batch")]
    [InlineData("MemoryOfEarlierRunLeak", CheckFindingKind.NotDeterministic, "decision")]
    [InlineData("MemoryOfEarlierRunLeak", CheckFindingKind.ForbiddenInSource, "static member")]
    [InlineData("ChanceLeak", CheckFindingKind.NotDeterministic, "decision")]
    [InlineData("ChanceLeak", CheckFindingKind.ForbiddenInSource, "System.Random")]
    [InlineData("PortfolioLeak", CheckFindingKind.DependsOnPortfolio, "Holding of instrument 1")]
    [InlineData("WarmUpLie", CheckFindingKind.WarmUpIsWrong, "Early")]
    public void Leak_Planted_IsFoundAndNamed(string name, CheckFindingKind kind, string subject)
    {
        var report = CheckFile(Path.Combine(Leaks, $"{name}.cs"));
        Assert.False(report.Passed);
        var finding = report.Findings.FirstOrDefault(candidate => candidate.Kind == kind);
        Assert.True(finding is not null, $"not found; found: {string.Join("; ", report.Findings)}");
        Assert.Contains(subject, finding.Subject, StringComparison.Ordinal);
        if (kind != CheckFindingKind.ForbiddenInSource)
        {
            Assert.NotNull(finding.BarTime);
            Assert.NotEqual(finding.Expected, finding.Actual);
        }
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void BuiltIn_Strategy_IsNotAccused(string name)
    {
        var instruments = Math.Max(name == "momentum-rank" ? 4 : 1, StrategyCatalog.Create(name, []).MinimumInstruments);
        var report = new StrategyCheck(() => StrategyCatalog.Create(name, [])).Run(CheckMarket.Standard(Interval.Hours(1), 400, instruments), _ => false, []);
        Assert.True(report.Passed, string.Join("; ", report.Findings.Where(finding => finding.IsFailure)));
        Assert.True(report.Decisions > 0, "it decided nothing, so nothing was checked");
    }

    [Fact]
    public void Template_AsItIsWritten_PassesAndMeetsItsExpectations()
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-check-");
        var path = Path.Combine(folder.FullName, "MyIdea.cs");
        File.WriteAllText(path, StrategyTemplate.Source("MyIdea"));
        File.WriteAllText(CheckExpectations.PathFor(path), StrategyTemplate.Test("MyIdea"));
        var report = CheckFile(path, 1_500);
        Assert.True(report.Passed, string.Join("; ", report.Findings));
        Assert.Empty(CheckExpectations.Load(CheckExpectations.PathFor(path)).Unmet(report));
        folder.Delete(recursive: true);
    }

    private static CheckReport CheckFile(string path, int bars = 300)
    {
        var file = new StrategyFiles().Open(path);
        var assembly = file.Create().GetType().Assembly;
        return new StrategyCheck(file.Create).Run(CheckMarket.Standard(Interval.Hours(1), bars, 1), type => type.Assembly == assembly, SourceCheck.Run(path, File.ReadAllText(path)));
    }
}
