using System.Text.Json;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Authoring;
using Tidemark.Research.Backtests;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Markets;
using Tidemark.Strategies;

namespace Tidemark.Tests.Research.Authoring;

public sealed class CombinationFileTests : IDisposable
{
    private static readonly string Examples = Path.Combine(SharedFolders.RepositoryRoot, "docs/examples/combined");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-combined-");

    public static TheoryData<string> ExampleNames => [.. Directory.GetFiles(Examples, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(ExampleNames))]
    public void Example_IsTrustedAndTrades(string name)
    {
        var file = new StrategyFiles().Open(Path.Combine(Examples, name));
        var report = new StrategyCheck(file.Create).Run([.. CheckMarket.Standard(Interval.Hours(1), 600, 1).Take(4)], type => type.Assembly == typeof(StrategyCatalog).Assembly, []);
        Assert.Empty(report.Findings);
        Assert.True(report.Decisions > 10, $"{report.Decisions} decisions");
    }

    [Theory]
    [MemberData(nameof(ExampleNames))]
    public void Example_OnGeneratedBars_IsTheGoldenRun(string name)
    {
        StrategyCatalog.Files ??= new StrategyFiles();
        var path = Path.Combine(SharedFolders.RepositoryRoot, "tests/Tidemark.Tests/Research/Golden/combined", Path.ChangeExtension(name, ".txt"));
        var actual = Figures(name);
        Assert.Equal(actual, Figures(name));
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; TIDEMARK_WRITE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Theory]
    [InlineData("combine: vot\nmembers: []", ":1: 'vot' is none of vote, weighted, best-of, regime; did you mean 'vote'?")]
    [InlineData("combine: vote\nthreshold: 1\nmembers:\n  - strategy: ma-cross", ":2: 'combine: vote' has no key 'threshold'")]
    [InlineData("combine: vote", "there are no 'members'")]
    [InlineData("combine: vote\nmembers: []", ":2: the list of members is empty")]
    [InlineData("combine: vote\nmembers:\n  - strategy: ma-crss", ":3: there is no strategy 'ma-crss'; did you mean 'ma-cross'?")]
    [InlineData("combine: vote\nmembers:\n  - strategy: ma-cross\n    parameters: {fst: 3}", ":4: strategy ma-cross has no parameter 'fst'; did you mean 'fast'?")]
    [InlineData("combine: vote\nmembers:\n  - strategy: ma-cross\n    parameters:\n      fast: 0", ":5: parameter fast: '0' must be a whole number from 1 to 10000")]
    [InlineData("combine: vote\nmembers:\n  - strategy: ma-cross\n    parameters:\n      fast: 90", ":5: parameter fast (90) must be smaller than slow (30)")]
    [InlineData("combine: vote\natLeast: 3\nmembers:\n  - strategy: ma-cross", ":1: parameter at-least (3) is more than there are members (1)")]
    [InlineData("combine: vote\natLeast: many\nmembers:\n  - strategy: ma-cross", ":2: parameter at-least: 'many' must be a whole number from 0 to 1000")]
    [InlineData("combine: vote\nmembers:\n  - strategy: ma-cross\n    weight: 2", ":4: a member has no key 'weight'")]
    [InlineData("combine: weighted\nmembers:\n  - strategy: ma-cross\n    weight: heavy", ":4: 'heavy' is not a number")]
    [InlineData("combine: vote\nmembers:\n  - name: x", ":3: a member is either a 'strategy' or a 'signal' from outside")]
    [InlineData("combine: vote\nmembers:\n  - signal: news\n    parameters: {a: 1}", ":4: a signal from outside has its source as name, and no parameters")]
    [InlineData("combine: vote\nmembers:\n  - signal: news\n  - signal: news", ":3: two members are called 'news'")]
    [InlineData("combine: regime\nmembers:\n  - strategy: ma-cross", ":1: member ma-cross has no regime: one of low, high")]
    [InlineData("combine: regime\nmembers:\n  - strategy: ma-cross\n    regime: middle", ":1: member ma-cross: there is no regime 'middle' here, but low, high")]
    [InlineData("combine: regime\nmembers:\n  - strategy: ma-cross\n    regime: low\n  - strategy: supertrend\n    regime: [low, high]", "regime 'low' has two members, ma-cross and supertrend")]
    [InlineData("combine: vote\nmembers:\n  - strategy: inner/none.yaml", "none.yaml'")]
    [InlineData("combine: vote\nmembers:\n  - strategy: mine.yaml", "combines itself")]
    public void Mistake_IsNamedWithItsLine(string text, string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => new StrategyFiles().Open(Write("mine.yaml", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Hash_ChangesWithTheFilesThatItNames()
    {
        Write("inner.yaml", "enterLong: close > open\nexitLong: close < open");
        var path = Write("outer.yaml", "combine: vote\nmembers:\n  - strategy: inner.yaml\n  - strategy: ma-cross");
        var first = new StrategyFiles().Open(path);
        Assert.Equal(first.Sha256, new StrategyFiles().Open(path).Sha256);
        Assert.Equal("inner.yaml", Path.GetFileName(Assert.Single(first.Parts).Name));
        Write("inner.yaml", "enterLong: close > open\nexitLong: close < open * 0.99");
        Assert.NotEqual(first.Sha256, new StrategyFiles().Open(path).Sha256);
    }

    [Fact]
    public void Parameters_OfMembers_AreSetByTheirName()
    {
        var file = new StrategyFiles().Open(Path.Combine(Examples, "weighed-with-news.yaml"));
        var strategy = file.Create();
        Tidemark.Engine.Strategies.StrategyParameter.Apply(strategy, [new("trend.fast", "9"), new("weight.news", "-3.5"), new("threshold", "0.3"), new("rsi-dip.low", "25")]);
        var values = StrategyCatalog.ParametersOf(strategy).ToDictionary();
        Assert.Equal(("9", "80", "-3.5", "2", "0.3", "25"), (values["trend.fast"], values["trend.slow"], values["weight.news"], values["weight.trend"], values["threshold"], values["rsi-dip.low"]));
        // A fresh one has its own.
        Assert.Equal("20", StrategyCatalog.ParametersOf(file.Create()).ToDictionary()["trend.fast"]);
        Assert.Contains("fast (99) must be smaller than slow (80)", Assert.Throws<BadInputException>(() => Tidemark.Engine.Strategies.StrategyParameter.Apply(file.Create(), [new("trend.fast", "99")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Combination_OfCombinations_Runs()
    {
        Write("inner.yaml", "combine: vote\ndirection: long-short\nmembers:\n  - strategy: ma-cross\n    parameters: {direction: long-short}");
        var path = Write("outer.yaml", "combine: vote\ndirection: long-short\nmembers:\n  - strategy: inner.yaml");
        StrategyCatalog.Files ??= new StrategyFiles();
        var (nested, plain) = (Fills(path, []), Fills("ma-cross", [KeyValuePair.Create("direction", "long-short")]));
        Assert.True(plain.Count > 30);
        Assert.Equal(plain, nested);
    }

    [Fact]
    public void Path_WithAPlus_IsOneStrategy()
    {
        StrategyCatalog.Files ??= new StrategyFiles();
        var path = Write("up+down.yaml", "name: up-down\nenterLong: close > open\nexitLong: close < open");
        Assert.Single(StrategySet.Create(path, []));
        Assert.Equal(["ma-cross", "up-down", "macd-trend"], StrategySet.Create($"ma-cross + {path}+macd-trend", []).Select(strategy => strategy.Name));
    }

    [Fact]
    public void Schema_HasTheSameKeys()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Examples, "combined-strategy.schema.json")));
        var branches = schema.RootElement.GetProperty("oneOf").EnumerateArray().ToDictionary(branch => branch.GetProperty("properties").GetProperty("combine").GetProperty("const").GetString()!);
        Assert.Equal(CombinationFile.KindNames.Order(StringComparer.Ordinal), branches.Keys.Order(StringComparer.Ordinal));
        foreach (var (kind, branch) in branches)
            Assert.Equal(CombinationFile.Keys.Concat(CombinationFile.SettingsOf(kind).Keys).Order(StringComparer.Ordinal), branch.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    private static List<(Instant, Side, decimal)> Fills(string strategy, KeyValuePair<string, string>[] parameters) =>
        [.. Run(strategy, parameters, 2_000).Result.Fills.Select(fill => (fill.Time, fill.Side, fill.Price.Value))];

    private static BacktestRun Run(string strategy, KeyValuePair<string, string>[] parameters, int bars)
    {
        var request = new BacktestRequest { Strategy = strategy, Parameters = [.. parameters], Interval = Interval.Hours(1), Costs = "binance", Sizing = new SizingRule(SizingKind.Allocation, 0.9m) };
        return BacktestBuilder.Build(request, [new SeriesInput(new Instrument(InstrumentId.Parse("COIN1/USDT@binance")),
            new SyntheticMarket(new SyntheticMarketOptions(41, Interval.Hours(1), Instant.FromDate(2023, 1, 1), 100)).Generate(bars), "generated", false, true, 0)]).Run(request);
    }

    private static string Figures(string name)
    {
        var run = Run(Path.Combine(Examples, name), [], 8_760);
        Assert.True(run.Result.RoundTrips.Count >= 30, $"{run.Result.RoundTrips.Count} round trips");
        var tags = run.Result.RoundTrips.GroupBy(trip => $"{trip.EntryTag} -> {trip.ExitReason}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}: {group.Count()}\n");
        return FormattableString.Invariant($"roundTrips {run.Result.RoundTrips.Count}\nfinalEquity {run.Result.Equity.Values.Span[^1]:R}\nfills {string.Concat(run.Result.Fills.Take(6).Select(fill => $"\n{fill.Time} {fill.Side} {fill.Quantity} at {fill.Price}"))}\n{string.Concat(tags)}");
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
