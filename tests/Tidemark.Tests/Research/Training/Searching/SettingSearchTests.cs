using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Learning.Tuning;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Tests.Research.Training.Searching;

public sealed class SettingSearchTests : IDisposable
{
    private static readonly Metric LogLoss = MetricCatalog.Find("logLoss")!;
    private static readonly ModelSetting Gbm = new(ModelChoice.Find("gbm"), [new("trees", "27")]);
    private readonly string folder = Directory.CreateTempSubdirectory("tidemark-search").FullName;

    public static TheoryData<SearchRequest> Requests =>
    [
        new SearchRequest(SamplerKind.Tpe, 24, 3), new SearchRequest(SamplerKind.Random, 12, 1), new SearchRequest(SamplerKind.Grid, 9, 4),
        new SearchRequest(SamplerKind.Random, 9, 2) { Budgets = SearchBudgets.Halving }, new SearchRequest(SamplerKind.Random, 1, 5) { Budgets = SearchBudgets.Hyperband },
        new SearchRequest(SamplerKind.Tpe, 20, 5) { Prunes = true },
    ];

    private string File => Path.Combine(folder, "study.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Ended again and again, after any number of trials, it comes to what one run comes to.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void Run_EndedOnTheWay_GoesOnFromItsFileToTheSame(SearchRequest request)
    {
        var whole = Search(request, new FitContext()).Run(Judge, null);
        SearchResult? result = null;
        for (var life = 1; result is null; life++)
        {
            using var ending = new CancellationTokenSource();
            var (left, fit) = (life, new FitContext { Cancellation = ending.Token });
            try
            {
                result = Search(request with { StudyPath = File }, fit).Run(task =>
                {
                    if (Interlocked.Decrement(ref left) < 0) ending.Cancel();
                    ending.Token.ThrowIfCancellationRequested();
                    return Judge(task);
                }, null);
            }
            catch (OperationCanceledException)
            {
                Assert.True(life < 60);
            }
        }
        Assert.Equal(Told(whole), Told(result));
        Assert.Equal((whole.BestTrial, whole.SettingsTried), (result.BestTrial, result.SettingsTried));
        Assert.Equal(whole.Ratios, result.Ratios);
        Assert.True(result.Resumed > 0);
        // What has ended is not tried again.
        var again = Search(request with { StudyPath = File }, new FitContext()).Run(_ => throw new InvalidOperationException("tried again"), null);
        Assert.Equal(Told(whole), Told(again));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Run_OnAnyNumberOfThreads_ComesToTheSame(SearchRequest request)
    {
        var (one, four) = (Search(request, new FitContext()).Run(Judge, null), Search(request, new FitContext { Threads = 4 }).Run(Judge, null));
        Assert.Equal(Told(one), Told(four));
        Assert.Equal(one.Ratios, four.Ratios);
    }

    [Fact]
    public void Run_TrialsThatStopOrFail_CountAsTried()
    {
        var pruned = Search(new SearchRequest(SamplerKind.Random, 30, 5) { Prunes = true }, new FitContext()).Run(Judge, null);
        Assert.Contains(pruned.Trials, one => one.Trial.State == TrialState.Pruned);
        Assert.Equal((30, 30), (pruned.SettingsTried, pruned.Ratios.Length));
        Assert.Equal(TrialState.Complete, pruned.Trials[pruned.BestTrial].Trial.State);
        var failing = Search(new SearchRequest(SamplerKind.Random, 6, 1), new FitContext()).Run(task => Depth(task) > 5 ? throw new ArithmeticException("it diverged") : Judge(task), null);
        Assert.Equal(6, failing.SettingsTried);
        Assert.All(failing.Trials.Where(one => one.Trial.State == TrialState.Failed), one => Assert.Equal("it diverged", one.Trial.Reason));
        Assert.StartsWith("--search: none of 3 settings of gbm worked: no", Assert.Throws<BadInputException>(() =>
            Search(new SearchRequest(SamplerKind.Random, 3, 2), new FitContext { Threads = 2 }).Run(_ => throw new BadInputException("no"), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Budgets_AreStepsOrSharesOfTheSamples()
    {
        var asked = new List<(string Trees, double Share)>();
        var request = new SearchRequest(SamplerKind.Random, 27, 1) { Budgets = SearchBudgets.Halving };
        Search(request, new FitContext()).Run(task =>
        {
            asked.Add((task.Setting.Create().Parameters.Text("trees"), task.Share));
            return Judge(task);
        }, null);
        Assert.Equal([("1", 1.0, 27), ("3", 1.0, 9), ("9", 1.0, 3), ("27", 1.0, 1)], asked.GroupBy(one => one).Select(group => (group.Key.Trees, group.Key.Share, group.Count())));
        var shares = new List<double>();
        var logistic = new SettingSearch(new ModelSetting(ModelChoice.Find("logistic"), []), request with { Trials = 9 }, LogLoss, new FitContext(), []).Run(task =>
        {
            shares.Add(task.Share);
            return new TrialFigures(shares.Count, 0, 0, false);
        }, null);
        Assert.Equal([(0.111, 9), (0.333, 3), (1.0, 1)], shares.GroupBy(share => Math.Round(share, 3)).Select(group => (group.Key, group.Count())));
        Assert.Equal("share of the samples", logistic.Resource);
        Assert.Equal([0, 3, 6], new TrialTask(Gbm, 0.333, 1, null).Spread([.. Enumerable.Range(0, 9)]));
        Assert.StartsWith("--search halving: 2 settings and 27 trees", Assert.Throws<BadInputException>(() => Search(request with { Trials = 2 }, new FitContext())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_FileOfAnotherSearch_IsRefusedByWhatDiffers()
    {
        var request = new SearchRequest(SamplerKind.Tpe, 4, 2) { StudyPath = File };
        Search(request, new FitContext()).Run(Judge, null);
        string Refusal(Func<SettingSearch> search) => Assert.Throws<BadInputException>(() => search()).Message;
        Assert.Contains("was made with data \"a\" and not \"b\"", Refusal(() => new SettingSearch(Gbm, request, LogLoss, new FitContext(), new JsonObject { ["data"] = "b" })), StringComparison.Ordinal);
        Assert.Contains("made with BatchSize 2 and not 3", Refusal(() => Search(request with { BatchSize = 3 }, new FitContext())), StringComparison.Ordinal);
        Assert.Contains("varies other settings", Refusal(() => new SettingSearch(Gbm with { Given = [.. Gbm.Given, new("maxDepth", "3")] }, request, LogLoss, new FitContext(), new JsonObject { ["data"] = "a" })), StringComparison.Ordinal);
        // More trials may be asked for, and another model has its own place.
        Assert.Equal((6, 4), Search(request with { Trials = 6 }, new FitContext()).Run(Judge, null) is var more ? (more.Trials.Length, more.Resumed) : default);
        new SettingSearch(new ModelSetting(ModelChoice.Find("logistic"), []), request, LogLoss, new FitContext(), new JsonObject { ["data"] = "b" }).Run(_ => new TrialFigures(1, 0, 0, false), null);
        Assert.Equal(6, Search(request with { Trials = 6 }, new FitContext()).Run(_ => throw new InvalidOperationException(), null).Resumed);
        var text = System.IO.File.ReadAllText(File);
        foreach (var (damaged, message) in new[] { ("{", "not a file of searches"), ("[]", "not a file of searches"), (text.Replace("\"Complete\"", "\"Wonderful\"", StringComparison.Ordinal), "damaged"), (text.Replace("\"version\": 1,\n  \"studies\"", "\"version\": 9,\n  \"studies\"", StringComparison.Ordinal), "version 9") })
        {
            System.IO.File.WriteAllText(File, damaged);
            Assert.Contains(message, Refusal(() => Search(request with { Trials = 6 }, new FitContext())), StringComparison.Ordinal);
        }
    }

    private static SettingSearch Search(SearchRequest request, FitContext fit) => new(Gbm, request, LogLoss, fit, new JsonObject { ["data"] = "a" });

    private static int Depth(TrialTask task) => task.Setting.Create().Parameters.Integer("maxDepth");

    /// <summary>A bowl over two settings, better with more trees; some settings show on the way that they are bad.</summary>
    private static TrialFigures Judge(TrialTask task)
    {
        var parameters = task.Setting.Create().Parameters;
        var value = Math.Abs(parameters.Integer("maxDepth") - 4) + Math.Abs(Math.Log(parameters.Number("learningRate") / 0.1)) + 5.0 / parameters.Integer("trees");
        for (var fold = 1; fold < 4; fold++)
            if (task.IsEnough?.Invoke(fold, value + 1.0 / fold) == true) return new TrialFigures(value, value / 10, 0, true);
        return new TrialFigures(value, value / 10, 0, false);
    }

    private static IEnumerable<string> Told(SearchResult result) => result.Trials.Select(one => $"{one.Trial.Number} {one.Trial.State} {string.Join(' ', one.Trial.Parameters)} {one.Trial.Value:R} {one.Trial.Budget:R} {one.Trial.Bracket} {one.Trial.Rung} {one.Trial.Origin} {one.Ratio:R}");
}
