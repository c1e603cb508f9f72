using Tidemark.Engine.Strategies;
using Tidemark.Indicators;
using Tidemark.Indicators.State;
using Tidemark.Research.Authoring;
using Tidemark.Research.Checks;
using Tidemark.Strategies;
using Tidemark.Tests.Engine.Predictions;

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
    [InlineData("TableOfEarlierRunLeak", CheckFindingKind.NotDeterministic, "decision")]
    [InlineData("TableOfEarlierRunLeak", CheckFindingKind.ForbiddenInSource, "writes to the static array Table")]
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
        var instruments = Math.Max(name is "momentum-rank" or "cross-sectional-reversal" ? 4 : 1, StrategyCatalog.Create(name, []).MinimumInstruments);
        var report = new StrategyCheck(() => StrategyCatalog.Create(name, name is "model-signal" or "model-steering" ? [KeyValuePair.Create("model", name == "model-signal" ? "test" : "steering")] : []), new TestModels()).Run(CheckMarket.Standard(Interval.Hours(1), name == "baskets" ? 1_100 : 400, instruments), _ => false, []);
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

    [Theory]
    [InlineData("Weights[0] = 1;", true)]
    [InlineData("Weights[0]++;", true)]
    [InlineData("(Weights[0], var last) = (1, 2);", true)]
    [InlineData("ref var first = ref Probe.Weights[0];", true)]
    [InlineData("Array.Sort(Weights);", true)]
    [InlineData("var sum = Weights[0] + Weights.Length; foreach (var weight in Weights) sum += weight;", false)]
    [InlineData("var own = new double[1]; own[0] = Weights[0];", false)]
    public void Source_WithAStaticArray_IsAccusedOfWritingOnly(string statement, bool accused)
    {
        var source = $"public sealed class Probe : Strategy {{ static readonly double[] Weights = [1, 2]; protected override void OnBar(in BarClosed bar) {{ {statement} }} }}";
        Assert.Equal(accused, SourceCheck.Run("Probe.cs", source).Any(finding => finding.Subject.Contains("static array Weights", StringComparison.Ordinal)));
    }

    [Fact]
    public void Indicator_ThatNeverHasAValue_IsWarnedAbout()
    {
        var report = new StrategyCheck(() => new Blind()).Run(CheckMarket.Standard(Interval.Hours(1), 300, 1), _ => false, []);
        var finding = Assert.Single(report.Findings);
        Assert.Equal((CheckFindingKind.NeverDefined, false), (finding.Kind, finding.IsFailure));
        Assert.Contains("NeverAnything of instrument 1", finding.Subject, StringComparison.Ordinal);
    }

    private sealed class Blind : Strategy
    {
        protected internal override void OnStart() => Track(new NeverAnything());
    }

    private sealed class NeverAnything : Indicator
    {
        public override int WarmUp => 2;

        public override void Update(in Bar bar) { }

        protected override void KeepState(IndicatorState state) { }
    }

    private static CheckReport CheckFile(string path, int bars = 300)
    {
        var file = new StrategyFiles().Open(path);
        var assembly = file.Create().GetType().Assembly;
        return new StrategyCheck(file.Create).Run(CheckMarket.Standard(Interval.Hours(1), bars, 1), type => type.Assembly == assembly, SourceCheck.Run(path, File.ReadAllText(path)));
    }
}
